package dev.lipsweep.training.data;

/**
 * Labels drawn anew: each example's, with probability {@code share}, uniformly from all classes, so
 * that one in ten of ten classes stays right by chance. What an example's label becomes is a
 * function of (seed, example) alone.
 */
record LabelNoise(double share, int classes) {
  LabelNoise {
    if (!(0 <= share && share <= 1)) {
      throw new IllegalArgumentException("labelNoise: need 0 <= share <= 1, got " + share);
    }
  }

  /** The labels of these examples in place of {@code labels}, which it changes. */
  void apply(long seed, long[] examples, long[] labels) {
    for (int i = 0; i < labels.length; i++) {
      long drawn = Shuffle.mix(Shuffle.mix(seed ^ 0x6c6162656c73L) + examples[i]);
      if ((drawn >>> 11) * 0x1p-53 < share) {
        labels[i] = Long.remainderUnsigned(Shuffle.mix(drawn + 1), classes);
      }
    }
  }
}
