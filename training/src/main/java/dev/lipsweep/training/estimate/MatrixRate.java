package dev.lipsweep.training.estimate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.lipsweep.training.engine.Torch;

/** How fast this machine multiplies large float32 matrices, with the threads of this process. */
final class MatrixRate {
  private static final int SIZE = 1024;
  private static final double SECONDS = 1;

  private MatrixRate() {}

  /** Floating-point operations per second. */
  static double measure() {
    try (NDManager manager = Torch.newManager()) {
      NDArray a = manager.randomUniform(-1, 1, new Shape(SIZE, SIZE), DataType.FLOAT32);
      NDArray b = manager.randomUniform(-1, 1, new Shape(SIZE, SIZE), DataType.FLOAT32);
      multiply(a, b); // the first one sets things up
      long start = System.nanoTime();
      int products = 0;
      double seconds;
      do {
        multiply(a, b);
        products++;
        seconds = (System.nanoTime() - start) / 1e9;
      } while (seconds < SECONDS);
      return 2.0 * SIZE * SIZE * SIZE * products / seconds;
    }
  }

  private static void multiply(NDArray a, NDArray b) {
    a.matMul(b).close();
  }
}
