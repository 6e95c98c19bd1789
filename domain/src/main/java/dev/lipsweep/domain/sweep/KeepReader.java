package dev.lipsweep.domain.sweep;

import dev.lipsweep.domain.problem.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code keep}. */
final class KeepReader {
  private final List<Problem> problems;

  KeepReader(List<Problem> problems) {
    this.problems = problems;
  }

  /** Two checkpoints of each trial and the frontier's by default. */
  Keep keep(@Nullable Object given) {
    if (given != null && !(given instanceof Map)) {
      problems.add(
          Problem.at("/keep", given, "keep is a mapping", "give {checkpoints: 2, frontier: true}"));
    }
    Map<?, ?> map = given instanceof Map<?, ?> m ? m : Map.of();
    for (Object key : map.keySet()) {
      if (!key.equals("checkpoints") && !key.equals("frontier")) {
        problems.add(
            Problem.at(
                "/keep/" + key, null, "nothing that is kept", "give checkpoints or frontier"));
      }
    }
    int checkpoints =
        (int)
            new FieldReader(problems)
                .whole(
                    map,
                    "checkpoints",
                    "/keep/checkpoints",
                    0,
                    Keep.MOST_CHECKPOINTS,
                    Keep.USUAL.checkpoints());
    return new Keep(checkpoints, frontier(map.get("frontier")));
  }

  private boolean frontier(@Nullable Object given) {
    if (given == null) {
      return Keep.USUAL.frontier();
    }
    if (given instanceof Boolean kept) {
      return kept;
    }
    problems.add(
        Problem.at("/keep/frontier", given, "not a value of frontier", "give true or false"));
    return Keep.USUAL.frontier();
  }
}
