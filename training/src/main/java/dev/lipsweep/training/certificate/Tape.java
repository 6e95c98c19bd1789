package dev.lipsweep.training.certificate;

/** A forward pass in plain doubles that can be run backwards. */
interface Tape {
  /** Rows x logits. */
  double[][] output();

  /**
   * The gradient of the sum of output times cotangent.
   *
   * @param cotangent as {@link #output}
   * @return as the input
   */
  double[][] backward(double[][] cotangent);

  /** A function of token sequences or, as one row, of images. */
  interface Function {
    Tape at(double[][] input);
  }
}
