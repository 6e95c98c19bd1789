package dev.lipsweep.training.robustness;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.lipsweep.training.data.Batch;
import dev.lipsweep.training.data.DataSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Labelled images to be attacked.
 *
 * @param images [size][pixels], values in [0, 1]
 */
public record Examples(float[][] images, int[] labels) {

  /** The first ones of a validation split, all of it if there are fewer. */
  public static Examples first(DataSet data, NDManager manager, int count) {
    List<float[]> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < data.validationBatches() && images.size() < count; i++) {
      try (NDManager scope = manager.newSubManager()) {
        Batch batch = data.validation(scope, i);
        float[] pixels = batch.inputs().toFloatArray();
        long[] targets = batch.targets().toLongArray();
        int size = pixels.length / targets.length;
        for (int j = 0; j < targets.length && images.size() < count; j++) {
          images.add(Arrays.copyOfRange(pixels, j * size, (j + 1) * size));
          labels.add(Math.toIntExact(targets[j]));
        }
      }
    }
    return new Examples(
        images.toArray(float[][]::new), labels.stream().mapToInt(Integer::intValue).toArray());
  }

  public int size() {
    return labels.length;
  }

  public int pixels() {
    return images[0].length;
  }

  /** The first ones of these. */
  Examples first(int count) {
    int most = Math.min(count, size());
    return new Examples(Arrays.copyOf(images, most), Arrays.copyOf(labels, most));
  }

  /** Some of them as float32 [count, pixels]. */
  NDArray images(NDManager scope, int from, int count) {
    var pixels = new float[count * pixels()];
    for (int i = 0; i < count; i++) {
      System.arraycopy(images[from + i], 0, pixels, i * pixels(), pixels());
    }
    return scope.create(pixels, new Shape(count, pixels()));
  }

  /** Their labels as int64 [count]. */
  NDArray labels(NDManager scope, int from, int count) {
    return scope.create(Arrays.stream(labels, from, from + count).asLongStream().toArray());
  }
}
