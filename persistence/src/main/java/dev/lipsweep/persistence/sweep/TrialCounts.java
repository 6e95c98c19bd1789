package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.trial.TrialState;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many trials of a sweep stand where.
 *
 * @param total the trials of the definition
 * @param byState every state; trials that are still to be written count as WAITING
 */
public record TrialCounts(int total, Map<TrialState, Integer> byState) {
  public TrialCounts {
    var complete = new EnumMap<TrialState, Integer>(TrialState.class);
    for (TrialState state : TrialState.values()) {
      complete.put(state, byState.getOrDefault(state, 0));
    }
    int written = complete.values().stream().mapToInt(Integer::intValue).sum();
    complete.merge(TrialState.WAITING, total - written, Integer::sum);
    byState = Collections.unmodifiableMap(complete);
  }

  public int of(TrialState state) {
    return byState.getOrDefault(state, 0);
  }

  public int finished() {
    return byState.entrySet().stream()
        .filter(entry -> entry.getKey().isFinished())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
