package dev.lipsweep.training.data;

/**
 * The order in which examples are seen: a fresh permutation of all of them in each pass, computed
 * and not stored. Example number n of a run is a function of (seed, n) alone.
 *
 * <p>A Feistel network over the smallest even number of bits that holds {@code size} is a
 * permutation whatever its round function; walking the cycle until the value falls below {@code
 * size} makes it one of {@code size} values (Black and Rogaway, "Ciphers with arbitrary finite
 * domains", 2002).
 */
record Shuffle(long seed, long size) {
  private static final int ROUNDS = 6;
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  Shuffle {
    if (size < 1) {
      throw new IllegalArgumentException("need at least one example, got " + size);
    }
  }

  /** Which example comes n-th, n counted from 0 and across passes. */
  long example(long n) {
    long key = mix(seed + GOLDEN * (1 + n / size));
    int half = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(size - 1) + 1) / 2);
    long value = n % size;
    do {
      value = feistel(value, half, key);
    } while (value >= size);
    return value;
  }

  private static long feistel(long value, int half, long key) {
    long mask = (1L << half) - 1;
    long left = value >>> half;
    long right = value & mask;
    for (int round = 1; round <= ROUNDS; round++) {
      long next = left ^ (mix(right + key + GOLDEN * round) & mask);
      left = right;
      right = next;
    }
    return left << half | right;
  }

  /** The output function of SplitMix64 (Steele, Lea, Flood 2014). */
  static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
