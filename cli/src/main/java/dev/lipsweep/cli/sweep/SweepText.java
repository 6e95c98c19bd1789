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

  /** What goes on just now. */
  static String activity(Sweep sweep) {
    int running = sweep.trials("RUNNING");
    if (running > 0) {
      return running + " running";
    }
    if (sweep.state().equals("RUNNING") && sweep.finished() < sweep.trials("total")) {
      return sweep.message() == null ? "waiting for a worker" : sweep.message();
    }
    return Format.words(sweep.state());
  }

  /** How many trials are in which state, without the states that none is in. */
  static String trials(Sweep sweep) {
    var text = new StringJoiner(", ");
    STATES.stream()
        .filter(state -> sweep.trials(state) > 0)
        .forEach(state -> text.add(sweep.trials(state) + " " + Format.words(state)));
    return "%d trials: %s".formatted(sweep.trials("total"), text);
  }
}
