package dev.lipsweep.domain.baseline;

/** What is compared; each knows in which direction better lies. */
public enum Measure {
  /** Validation accuracy, a share; more is better. */
  ACCURACY(1),
  /** log10 of the Lipschitz bound; less is better. */
  BOUND(-1),
  /**
   * The best accuracy at a bound, a share, averaged over the range of bounds of both sweeps: the
   * hypervolume per decade; more is better.
   */
  FRONTIER(1);

  private final int better;

  Measure(int better) {
    this.better = better;
  }

  /** 1 if more is better, -1 if less is. */
  int better() {
    return better;
  }

  /** How much better {@code checked} is than {@code pinned}; negative if it is worse. */
  double gain(double pinned, double checked) {
    return better * (checked - pinned);
  }

  /** A gain as a change of the measure, or the other way round. */
  double change(double gain) {
    // plus zero: no change is not minus zero
    return better * gain + 0.0;
  }
}
