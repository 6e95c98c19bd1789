package dev.lipsweep.training.learner;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Transformer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a batch into equal parts whose gradients are averaged: the same step but for rounding. On a
 * processor the largest activation of a part should stay in its cache; that of a whole batch
 * travels to memory and back in every operation.
 */
final class Chunks {
  /** Bytes of the largest activation. A half or a quarter trains about as fast. */
  private static final long CACHED = 16 << 20;

  private Chunks() {}

  /**
   * Inputs and targets of every part, which belong to the scope unless there is only one.
   *
   * @param inputs [sequences, length] of a transformer; those of an MLP are small
   */
  static List<NDList> of(Network network, NDManager scope, NDArray inputs, NDArray targets) {
    int chunks = inputs.getDevice().isGpu() ? 1 : count(network, inputs);
    if (chunks == 1) {
      return List.of(new NDList(inputs, targets));
    }
    NDList x = inputs.split(chunks);
    NDList y = targets.split(chunks);
    x.attach(scope);
    y.attach(scope);
    List<NDList> parts = new ArrayList<>();
    for (int i = 0; i < chunks; i++) {
      parts.add(new NDList(x.get(i), y.get(i)));
    }
    return parts;
  }

  private static int count(Network network, NDArray inputs) {
    return switch (network) {
      case Mlp mlp -> 1;
      case Transformer t -> {
        long ofToken = (long) Float.BYTES * t.mlpRatio() * t.width();
        yield count(inputs.getShape().get(0), inputs.getShape().get(1) * ofToken);
      }
    };
  }

  /** The least divisor of the sequences that makes parts small enough; each alone if none does. */
  static int count(long sequences, long bytesOfOne) {
    int chunks = 1;
    while (chunks < sequences
        && (sequences % chunks != 0 || sequences / chunks * bytesOfOne > CACHED)) {
      chunks++;
    }
    return chunks;
  }
}
