package dev.lipsweep.api.analysis;

import dev.lipsweep.domain.sweep.TimeLeft;
import dev.lipsweep.persistence.analysis.Pace;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pace as REST shows it. */
record PaceView(
    @Nullable Instant from,
    long bucketSeconds,
    List<Pace.Bucket> buckets,
    int running,
    double stepsPerSecond,
    @Nullable LeftView left) {
  static PaceView of(Pace pace) {
    return new PaceView(
        pace.from(),
        pace.bucketSeconds(),
        pace.buckets(),
        pace.running(),
        pace.stepsPerSecond(),
        LeftView.of(pace.left()));
  }

  /**
   * How long the sweep will go on with as many trials at once as now; in nine of ten cases between
   * the first and the last.
   */
  record LeftView(long lowSeconds, long likelySeconds, long highSeconds) {
    static @Nullable LeftView of(@Nullable TimeLeft left) {
      return left == null
          ? null
          : new LeftView(
              left.low().toSeconds(), left.likely().toSeconds(), left.high().toSeconds());
    }
  }
}
