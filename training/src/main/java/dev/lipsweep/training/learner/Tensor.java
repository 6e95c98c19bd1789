package dev.lipsweep.training.learner;

import java.util.Arrays;

/**
 * A float32 tensor on the heap, row-major.
 *
 * @param name weights carry their layer's name; state carries {@code <layer>/<state>}, for example
 *     {@code block0.q/momentum}
 */
public record Tensor(String name, int[] shape, float[] values) {

  public Tensor {
    long size = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    if (size != values.length) {
      throw new IllegalArgumentException(
          "tensor %s: shape %s needs %d values, got %d"
              .formatted(name, Arrays.toString(shape), size, values.length));
    }
  }
}
