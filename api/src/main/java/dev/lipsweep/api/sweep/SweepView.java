package dev.lipsweep.api.sweep;

import dev.lipsweep.domain.sweep.SweepState;
import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.persistence.sweep.Sweep;
import dev.lipsweep.persistence.sweep.TrialCounts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sweep as REST shows it.
 *
 * @param definition the text as written
 * @param trials {@code total}, and how many trials are in each state
 * @param progress share of the training steps that are done, 0 to 1
 * @param etaSeconds null if nothing runs or the pace is not known yet
 * @param message why it stopped, if it stopped itself; why it waits, if no worker can run it
 */
public record SweepView(
    UUID id,
    String name,
    SweepState state,
    String recipe,
    int priority,
    double weight,
    Instant createdAt,
    @Nullable Instant finishedAt,
    LimitsView limits,
    String definition,
    Map<String, Integer> trials,
    double progress,
    @Nullable Long etaSeconds,
    @Nullable String message) {
  public static SweepView of(Sweep sweep) {
    return new SweepView(
        sweep.id(),
        sweep.name(),
        sweep.state(),
        sweep.recipe(),
        sweep.priority(),
        sweep.weight(),
        sweep.createdAt(),
        sweep.finishedAt(),
        LimitsView.of(sweep.limits()),
        sweep.definition(),
        counts(sweep.trials()),
        sweep.progress(),
        sweep.eta() == null ? null : sweep.eta().toSeconds(),
        sweep.message());
  }

  private static Map<String, Integer> counts(TrialCounts trials) {
    var counts = new LinkedHashMap<String, Integer>();
    counts.put("total", trials.total());
    for (TrialState state : TrialState.values()) {
      counts.put(state.name(), trials.of(state));
    }
    return counts;
  }
}
