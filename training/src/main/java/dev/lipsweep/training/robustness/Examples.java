package dev.lipsweep.training.robustness;

/**
 * Labelled images to be attacked.
 *
 * @param images [size][pixels], values in [0, 1]
 */
public record Examples(float[][] images, int[] labels) {

  public int size() {
    return labels.length;
  }

  public int pixels() {
    return images[0].length;
  }
}
