package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.client.Views.Sweep;
import dev.lipsweep.cli.output.Format;
import java.util.List;
import java.util.StringJoiner;

/** A sweep in words. */
final class SweepText {
  private static final List<String> STATES =
      List.of(
          "COMPLETED",
          "RUNNING",
          "READY",
          "WAITING",
          "INFEASIBLE",
          "STOPPED_EARLY",
          "FAILED",
          "CANCELLED");

  private SweepText() {}

  /** How many trials are in which state, without the states that none is in. */
  static String trials(Sweep sweep) {
    var text = new StringJoiner(", ");
    STATES.stream()
        .filter(state -> sweep.trials(state) > 0)
        .forEach(state -> text.add(sweep.trials(state) + " " + Format.words(state)));
    return "%d trials: %s".formatted(sweep.trials("total"), text);
  }
}
