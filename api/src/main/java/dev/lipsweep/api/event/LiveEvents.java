package dev.lipsweep.api.event;

import dev.lipsweep.api.baseline.CheckView;
import dev.lipsweep.api.sweep.SweepView;
import dev.lipsweep.persistence.baseline.Checks;
import dev.lipsweep.persistence.event.Event;
import dev.lipsweep.persistence.frontier.FrontierChanges;
import dev.lipsweep.persistence.sweep.SweepQueries;
import dev.lipsweep.persistence.trial.TrialQueries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns entries of the log into what readers get: the thing as it is now. So of several entries
 * about one thing only the last is given.
 */
@Component
class LiveEvents {
  private final SweepQueries sweeps;
  private final TrialQueries trials;
  private final Checks checks;
  private final FrontierChanges changes;
  private final JsonMapper json;

  LiveEvents(
      SweepQueries sweeps,
      TrialQueries trials,
      Checks checks,
      FrontierChanges changes,
      JsonMapper json) {
    this.sweeps = sweeps;
    this.trials = trials;
    this.checks = checks;
    this.changes = changes;
    this.json = json;
  }

  List<LiveEvent> of(List<Event> events) {
    Map<Subject, Event> last = new LinkedHashMap<>();
    for (Event event : events) {
      var subject =
          new Subject(
              event.kind(), event.sweepId(), event.trialId(), event.checkId(), event.frontierId());
      last.remove(subject);
      last.put(subject, event);
    }
    return last.values().stream().map(this::live).flatMap(Optional::stream).toList();
  }

  private Optional<LiveEvent> live(Event event) {
    return switch (event.kind()) {
      case SWEEP ->
          Optional.ofNullable(event.sweepId())
              .flatMap(sweeps::find)
              .map(sweep -> event(event, "sweep", SweepView.of(sweep)));
      case TRIAL ->
          Optional.ofNullable(event.trialId())
              .flatMap(trials::find)
              .map(trial -> event(event, "trial", trial));
      case CHECK ->
          Optional.ofNullable(event.checkId())
              .flatMap(checks::find)
              .map(check -> event(event, "check", CheckView.brief(check)));
      case FRONTIER ->
          Optional.ofNullable(event.sweepId())
              .map(sweep -> event(event, "frontier", Map.of("sweepId", sweep)));
      case NAMED_FRONTIER ->
          Optional.ofNullable(event.frontierId())
              .flatMap(changes::latest)
              .map(change -> event(event, "frontier-changed", change));
    };
  }

  private LiveEvent event(Event event, String name, Object data) {
    return new LiveEvent(event.seq(), event.sweepId(), name, json.writeValueAsString(data));
  }

  private record Subject(
      Event.Kind kind,
      @Nullable UUID sweep,
      @Nullable UUID trial,
      @Nullable UUID check,
      @Nullable UUID frontier) {}
}
