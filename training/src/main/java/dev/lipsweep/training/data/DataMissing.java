package dev.lipsweep.training.data;

/** Data that a recipe needs is not there, or not what it should be; the message says what to do. */
public class DataMissing extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DataMissing(String message) {
    super(message);
  }
}
