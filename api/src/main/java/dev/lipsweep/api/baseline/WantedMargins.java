package dev.lipsweep.api.baseline;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.domain.baseline.Margins;
import org.jspecify.annotations.Nullable;

/**
 * Margins as a client sends them; what is left out is as usual.
 *
 * @param accuracy a share: 0.005 is half a point
 * @param log10Bound decades
 * @param everyConfiguration true if PASS has to hold for each configuration by itself
 */
record WantedMargins(
    @Nullable Double accuracy, @Nullable Double log10Bound, @Nullable Boolean everyConfiguration) {
  static Margins over(Margins usual, @Nullable WantedMargins wanted) {
    if (wanted == null) {
      return usual;
    }
    try {
      return new Margins(
          wanted.accuracy == null ? usual.accuracy() : wanted.accuracy,
          wanted.log10Bound == null ? usual.log10Bound() : wanted.log10Bound,
          wanted.everyConfiguration == null
              ? usual.everyConfiguration()
              : wanted.everyConfiguration);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.parameter(
          "margins", wanted, String.valueOf(e.getMessage()), "give others, or leave them out");
    }
  }
}
