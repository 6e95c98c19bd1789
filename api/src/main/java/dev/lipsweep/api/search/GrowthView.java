package dev.lipsweep.api.search;

import dev.lipsweep.domain.frontier.Hypervolume;
import dev.lipsweep.domain.frontier.VolumeGrowth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The hypervolume of sweeps against their compute.
 *
 * @param reference from where volume is measured, the same for all; null as long as there is no
 *     result with a finite bound
 */
record GrowthView(@Nullable ReferenceView reference, List<SweepGrowth> sweeps) {
  /** Volume lies above {@code accuracy} and left of {@code log10High}. */
  record ReferenceView(double log10Low, double log10High, double accuracy) {
    static ReferenceView of(Hypervolume reference) {
      return new ReferenceView(
          reference.range().low(), reference.range().high(), reference.accuracy());
    }
  }

  /**
   * @param points seconds of all attempts, steps, and the volume in decades times share
   */
  record SweepGrowth(UUID sweep, String name, List<VolumeGrowth.At> points) {}
}
