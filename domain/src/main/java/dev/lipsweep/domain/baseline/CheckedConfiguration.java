package dev.lipsweep.domain.baseline;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One configuration in the baseline and in the check.
 *
 * @param hash its identity
 * @param parameters String, Long or Double by name
 * @param pinned the baseline's trials, a seed each
 * @param checked the check's; none if it does not have the configuration
 */
public record CheckedConfiguration(
    String hash,
    Map<String, Object> parameters,
    List<CheckedTrial> pinned,
    List<CheckedTrial> checked) {
  public CheckedConfiguration {
    pinned = List.copyOf(pinned);
    checked = List.copyOf(checked);
  }

  /** Two completed trials of one seed. */
  record Pair(CheckedTrial pinned, CheckedTrial checked) {
    boolean isIdentical() {
      return pinned.measuredTheSame(checked);
    }
  }

  /** Paired by seed; what is not completed on both sides has no pair. */
  List<Pair> pairs() {
    Map<Long, CheckedTrial> bySeed =
        checked.stream()
            .filter(CheckedTrial::isCompleted)
            .collect(Collectors.toMap(CheckedTrial::seed, Function.identity()));
    return pinned.stream()
        .filter(CheckedTrial::isCompleted)
        .flatMap(
            trial ->
                Stream.ofNullable(bySeed.get(trial.seed()))
                    .map(checked -> new Pair(trial, checked)))
        .toList();
  }

  /** Trials that broke now, if none of the configuration's did in the baseline. */
  List<CheckedTrial> newlyBroken() {
    if (pinned.stream().anyMatch(CheckedTrial::isBroken)) {
      return List.of();
    }
    return checked.stream().filter(CheckedTrial::isBroken).toList();
  }

  /** How many of the baseline's completed trials have no completed and no broken counterpart. */
  int missing() {
    var answered =
        checked.stream()
            .filter(trial -> trial.isCompleted() || trial.isBroken())
            .map(CheckedTrial::seed)
            .collect(Collectors.toSet());
    return (int)
        pinned.stream()
            .filter(trial -> trial.isCompleted() && !answered.contains(trial.seed()))
            .count();
  }
}
