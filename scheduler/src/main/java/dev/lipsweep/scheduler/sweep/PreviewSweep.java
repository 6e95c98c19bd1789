package dev.lipsweep.scheduler.sweep;

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
    if (known > 0) {
      warnings.add(
          "%d of %d trials were completed before, with the same configuration and seed; they will run again"
              .formatted(known, trials.size()));
    }
    int slots = past.slots();
    if (slots == 0) {
      warnings.add("no worker is there now; the sweep waits until one comes");
    } else {
      waiting.reason(definition).ifPresent(warnings::add);
    }
    return new Preview(
        trials.size(), definition.points().size(), known, estimate(definition, slots), warnings);
  }

  /** Steps of all trials times the time of a step of past ones, over the slots. */
  private @Nullable Duration estimate(SweepDefinition definition, int slots) {
    OptionalDouble stepSeconds =
        past.stepSeconds(definition.recipe().name(), definition.recipe().version());
    if (stepSeconds.isEmpty() || slots == 0) {
      return null;
    }
    double steps =
        definition.points().stream()
            .filter(point -> point.configuration().has("steps"))
            .mapToDouble(
                point -> (double) point.seeds().size() * point.configuration().whole("steps"))
            .sum();
    int busy = Math.min(slots, definition.trialCount());
    return Duration.ofMillis(Math.round(1000 * steps * stepSeconds.getAsDouble() / busy));
  }
}
