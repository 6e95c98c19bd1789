package dev.lipsweep.audit;

/** The file is not what was certified; the message says why. */
final class Refuted extends RuntimeException {
  private static final long serialVersionUID = 1;

  Refuted(String why) {
    super(why);
  }
}
