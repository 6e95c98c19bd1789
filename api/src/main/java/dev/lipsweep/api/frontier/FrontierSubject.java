package dev.lipsweep.api.frontier;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.problem.ProblemType;
import dev.lipsweep.domain.frontier.Direction;
import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.domain.frontier.Objective;
import dev.lipsweep.domain.frontier.SeedAggregate;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.persistence.frontier.FrontierQuery;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a frontier is of, and what it is called.
 *
 * @param title for pictures
 * @param name of a frontier that has one
 * @param sweepId of the frontier of one sweep
 * @param recipes of its sweeps
 */
record FrontierSubject(
    String title,
    @Nullable String name,
    @Nullable UUID sweepId,
    List<RecipeSchema> recipes,
    FrontierQuery query) {

  /** What the results carry besides bound, accuracy and loss, which they always do. */
  List<Metric> further() {
    return Stream.concat(
            query.objectives().stream().map(Objective::metric), query.metrics().stream())
        .filter(
            metric ->
                !metric.isBound() && !metric.equals(Metric.ACCURACY) && !metric.equals(Metric.LOSS))
        .distinct()
        .toList();
  }

  /** The same frontier of something slightly else. */
  FrontierSubject with(FrontierQuery other) {
    return new FrontierSubject(title, name, sweepId, recipes, other);
  }

  /** The same frontier with seeds taken together like this. */
  FrontierSubject seeds(SeedAggregate aggregate) {
    if (aggregate != SeedAggregate.EACH) {
      requireBoundAndAccuracy("seeds are taken together");
    }
    return with(query.seeds(aggregate));
  }

  /**
   * @param what can only be had of the smallest bound against the largest accuracy
   * @throws ApiProblem if this frontier is of something else
   */
  void requireBoundAndAccuracy(String what) {
    List<Objective> objectives = query.objectives();
    boolean usual =
        objectives.getFirst().metric().isBound()
            && objectives.getFirst().direction() == Direction.MIN
            && objectives.get(1).equals(Objective.ACCURACY);
    if (!usual) {
      throw new ApiProblem(
          ProblemType.INVALID_REQUEST,
          "%s of bound:min against accuracy:max, in this order; this frontier is of %s"
              .formatted(
                  what,
                  objectives.stream().map(Objective::text).collect(Collectors.joining(", "))));
    }
  }
}
