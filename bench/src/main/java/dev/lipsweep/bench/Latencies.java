package dev.lipsweep.bench;

import java.util.Arrays;
import java.util.Collection;

/** Times of one kind of call, in nanoseconds. For one thread; merge when it is done. */
final class Latencies {
  private long[] nanos = new long[1024];
  private int size;

  void add(long time) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = time;
  }

  int size() {
    return size;
  }

  static Latencies merged(Collection<Latencies> parts) {
    var all = new Latencies();
    all.nanos = parts.stream().flatMapToLong(p -> Arrays.stream(p.nanos, 0, p.size)).toArray();
    all.size = all.nanos.length;
    Arrays.sort(all.nanos);
    return all;
  }

  /** The smallest time that {@code share} of the merged ones do not exceed, in milliseconds. */
  double millis(double share) {
    if (size == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(share * size) - 1;
    return nanos[Math.clamp(rank, 0, size - 1)] / 1e6;
  }
}
