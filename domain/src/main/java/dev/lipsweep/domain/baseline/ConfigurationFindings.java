package dev.lipsweep.domain.baseline;

import dev.lipsweep.domain.baseline.CheckedConfiguration.Pair;
import dev.lipsweep.domain.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sums up one configuration: its trials that ended badly first, then what was measured. */
final class ConfigurationFindings {
  private ConfigurationFindings() {}

  static ConfigurationFinding of(
      CheckedConfiguration configuration,
      String label,
      List<Pair> pairs,
      @Nullable Effect accuracy,
      @Nullable Effect bound) {
    var notes = new ArrayList<String>();
    configuration.newlyBroken().forEach(trial -> notes.add(broken(trial)));
    pairs.stream()
        .filter(ConfigurationFindings::lostItsBound)
        .forEach(pair -> notes.add(lost(pair)));
    boolean fails = !notes.isEmpty();
    notes.addAll(asBefore(configuration));
    if (configuration.missing() > 0) {
      notes.add(
          "%s of the baseline without a result to compare"
              .formatted(Figures.count(configuration.missing(), "trial")));
    }
    int identical = (int) pairs.stream().filter(Pair::isIdentical).count();
    return new ConfigurationFinding(
        configuration.hash(),
        label,
        configuration.parameters(),
        fails ? Finding.FAILS : finding(configuration, pairs, identical, accuracy, bound),
        pairs.size(),
        identical,
        accuracy,
        bound,
        List.copyOf(notes));
  }

  private static Finding finding(
      CheckedConfiguration configuration,
      List<Pair> pairs,
      int identical,
      @Nullable Effect accuracy,
      @Nullable Effect bound) {
    List<Finding> both =
        Stream.of(accuracy, bound).filter(e -> e != null).map(Effect::finding).toList();
    if (both.contains(Finding.WORSE)) {
      return Finding.WORSE;
    }
    if (configuration.missing() > 0) {
      return Finding.MISSING;
    }
    if (both.contains(Finding.UNDECIDED)) {
      return Finding.UNDECIDED;
    }
    if (both.contains(Finding.BETTER)) {
      return Finding.BETTER;
    }
    return identical == pairs.size() ? Finding.IDENTICAL : Finding.NO_WORSE;
  }

  private static String broken(CheckedTrial trial) {
    String how = trial.state() == TrialState.INFEASIBLE ? "diverged" : "failed";
    return "seed %d %s, no seed did in the baseline%s".formatted(trial.seed(), how, reason(trial));
  }

  private static String reason(CheckedTrial trial) {
    return trial.reason() == null ? "" : " (%s)".formatted(trial.reason());
  }

  private static boolean lostItsBound(Pair pair) {
    return Double.isFinite(pair.pinned().log10Bound())
        && !(pair.checked().log10Bound() < Double.POSITIVE_INFINITY);
  }

  private static String lost(Pair pair) {
    double bound = pair.checked().log10Bound();
    return "seed %d: its bound was %s and is %s now"
        .formatted(
            pair.pinned().seed(),
            Figures.level(Measure.BOUND, pair.pinned().log10Bound()),
            Double.isNaN(bound) ? "unknown" : "infinite");
  }

  /** What broke in the baseline too is no news, but a person wants to know. */
  private static List<String> asBefore(CheckedConfiguration configuration) {
    long before = configuration.pinned().stream().filter(CheckedTrial::isBroken).count();
    long now = configuration.checked().stream().filter(CheckedTrial::isBroken).count();
    return before == 0
        ? List.of()
        : List.of(
            "%d of %d seeds broke in the baseline, %d now"
                .formatted(before, configuration.pinned().size(), now));
  }
}
