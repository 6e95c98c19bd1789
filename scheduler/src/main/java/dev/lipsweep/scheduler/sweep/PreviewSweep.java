package dev.lipsweep.scheduler.sweep;

import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.space.SearchSpace;
import dev.lipsweep.domain.sweep.Reuse;
import dev.lipsweep.domain.sweep.SweepDefinition;
import dev.lipsweep.persistence.sweep.NewTrial;
import dev.lipsweep.persistence.sweep.PastTrials;
import dev.lipsweep.persistence.sweep.WaitingSweeps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a sweep would be. */
@Component
class PreviewSweep {
  private final PastTrials past;
  private final WaitingSweeps waiting;

  PreviewSweep(PastTrials past, WaitingSweeps waiting) {
    this.past = past;
    this.waiting = waiting;
  }

  Preview of(SweepDefinition definition) {
    List<NewTrial> trials = NewTrial.of(definition);
    var warnings = new ArrayList<String>();
    int known = past.known(trials);
    int reused = past.reusable(trials, definition.reuse());
    if (known > reused) {
      warnings.add(
          "%d of %d trials were completed before, with the same configuration and seed; they will run again%s"
              .formatted(
                  known - reused,
                  trials.size(),
                  definition.reuse() == Reuse.NEVER
                      ? ", unless you give reuse: same-code"
                      : ": their code or their data is another"));
    }
    int slots = past.slots();
    if (slots == 0) {
      warnings.add("no worker is there now; the sweep waits until one comes");
    } else {
      waiting.reason(definition).ifPresent(warnings::add);
    }
    Search search = definition.search();
    return new Preview(
        definition.trialCount(),
        search.isGrid() ? definition.points().size() : search.points(),
        known,
        reused,
        estimate(definition, slots),
        warnings);
  }

  /** Steps of all trials times the time of a step of past ones, over the slots. */
  private @Nullable Duration estimate(SweepDefinition definition, int slots) {
    OptionalDouble stepSeconds =
        past.stepSeconds(definition.recipe().name(), definition.recipe().version());
    if (stepSeconds.isEmpty() || slots == 0) {
      return null;
    }
    double steps =
        definition.search().isGrid()
            ? definition.points().stream()
                .mapToDouble(point -> point.seeds().size() * steps(point.configuration()))
                .sum()
            : definition.trialCount() * meanSteps(definition);
    int busy = Math.min(slots, definition.trialCount());
    return Duration.ofMillis(Math.round(1000 * steps * stepSeconds.getAsDouble() / busy));
  }

  /** Over the corners of the space. */
  private static double meanSteps(SweepDefinition definition) {
    return new SearchSpace(definition.blocks())
        .expand(definition.recipe()).stream()
            .mapToDouble(point -> steps(point.configuration()))
            .average()
            .orElse(0);
  }

  private static double steps(Configuration configuration) {
    return configuration.has("steps") ? configuration.whole("steps") : 0;
  }
}
