package dev.lipsweep.training.estimate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.lipsweep.training.engine.Torch;

/**
 * How fast this machine multiplies large float32 matrices with the threads of this process: the
 * fastest product within a second, so that whatever else runs here counts little.
 */
final class MatrixRate {
  private static final int SIZE = 1024;
  private static final long NANOS = 1_000_000_000;

  private MatrixRate() {}

  /** Floating-point operations per second. */
  static double measure() {
    try (NDManager manager = Torch.newManager()) {
      NDArray a = manager.randomUniform(-1, 1, new Shape(SIZE, SIZE), DataType.FLOAT32);
      NDArray b = manager.randomUniform(-1, 1, new Shape(SIZE, SIZE), DataType.FLOAT32);
      multiply(a, b); // the first one sets things up
      long end = System.nanoTime() + NANOS;
      long fastest = Long.MAX_VALUE;
      do {
        long start = System.nanoTime();
        multiply(a, b);
        fastest = Math.min(fastest, System.nanoTime() - start);
      } while (System.nanoTime() < end);
      return 2e9 * SIZE * SIZE * SIZE / fastest;
    }
  }

  private static void multiply(NDArray a, NDArray b) {
    a.matMul(b).close();
  }
}
