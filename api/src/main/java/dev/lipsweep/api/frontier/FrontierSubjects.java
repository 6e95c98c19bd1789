package dev.lipsweep.api.frontier;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.domain.frontier.Direction;
import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.domain.frontier.Objective;
import dev.lipsweep.domain.frontier.SeedAggregate;
import dev.lipsweep.persistence.frontier.NamedFrontier;
import dev.lipsweep.persistence.frontier.NamedFrontiers;
import dev.lipsweep.persistence.frontier.SelectSweeps;
import dev.lipsweep.persistence.frontier.SelectedSweep;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is asked about: the frontier of a sweep, or one that has a name. */
@Component
class FrontierSubjects {
  /** What people say. */
  private static final Map<String, Metric> SHORT =
      Map.of("seconds", Metric.TRAIN_SECONDS, "flops", new Metric("flops/passes"));

  private final SelectSweeps sweeps;
  private final NamedFrontiers named;
  private final FrontierDefinitions definitions;

  FrontierSubjects(SelectSweeps sweeps, NamedFrontiers named, FrontierDefinitions definitions) {
    this.sweeps = sweeps;
    this.named = named;
    this.definitions = definitions;
  }

  /**
   * @throws ApiProblem if none has this name
   */
  NamedFrontier named(String name) {
    return named
        .find(name)
        .orElseThrow(
            () -> ApiProblem.notFound("frontier", name, "GET /api/v1/frontiers lists all"));
  }

  /** The question that the frontier of this name asks. */
  FrontierSubject ofFrontier(String name, FrontierChoice choice) {
    return definitions.subject(named(name).definition(), choice);
  }

  /** Smallest bound against largest accuracy, unless something else is chosen. */
  FrontierSubject ofSweep(String sweep, FrontierChoice choice) {
    return definitions.subject(sweep(sweep), choice);
  }

  /** Not with its counts of trials, which cost more than the frontier of a large sweep. */
  SelectedSweep sweep(String idOrName) {
    return sweeps
        .named(idOrName, null)
        .orElseThrow(() -> ApiProblem.notFound("sweep", idOrName, "GET /api/v1/sweeps lists all"));
  }

  /**
   * The same with a third objective, such as {@code seconds} or {@code robust/pgd-linf/0.03:max}.
   */
  static FrontierSubject withThird(FrontierSubject subject, String third) {
    int colon = third.lastIndexOf(':');
    String name = colon < 0 ? third : third.substring(0, colon);
    Direction direction =
        colon < 0
            ? usualDirection(third)
            : Direction.of(third.substring(colon + 1))
                .orElseThrow(
                    () ->
                        ApiProblem.parameter(
                            "third", third, "no such direction", "end it with :min or :max"));
    List<Objective> objectives = subject.query().objectives();
    Metric metric = metric("third", name);
    if (objectives.stream().anyMatch(objective -> objective.metric().equals(metric))) {
      throw ApiProblem.parameter(
          "third", third, "it is one of the first two objectives", "name another metric");
    }
    return subject.with(
        subject
            .query()
            .objectives(
                List.of(objectives.get(0), objectives.get(1), new Objective(metric, direction))));
  }

  /** Accuracies are the better the larger, everything else the smaller. */
  private static Direction usualDirection(String name) {
    return name.startsWith("robust/") ? Direction.MAX : Direction.MIN;
  }

  static Metric metric(String parameter, String name) {
    if (name.isBlank() || name.equals("bound")) {
      throw ApiProblem.parameter(
          parameter, name, "no metric", "name one, such as seconds, steps or a trial's measure");
    }
    return SHORT.getOrDefault(name, new Metric(name));
  }

  static SeedAggregate aggregate(String text) {
    return SeedAggregate.of(text)
        .orElseThrow(
            () ->
                ApiProblem.parameter(
                    "aggregate",
                    text,
                    "seeds cannot be taken together like this",
                    "give each, mean, median or worst"));
  }
}
