package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.frontier.Objective;
import dev.lipsweep.domain.frontier.TripleFrontier;
import java.util.List;
import java.util.stream.IntStream;

/** The frontier of results that are at hand, of two objectives or three. */
final class NonDominated {
  private NonDominated() {}

  /** By the first objective, the best value first; of equal results the first one stays. */
  static List<FrontierPoint> of(List<FrontierPoint> results, FrontierQuery query) {
    List<TripleFrontier.Point> points =
        IntStream.range(0, results.size())
            .mapToObj(
                i ->
                    new TripleFrontier.Point(
                        cost(results.get(i), query.objectives(), 0),
                        -cost(results.get(i), query.objectives(), 1),
                        cost(results.get(i), query.objectives(), 2),
                        i))
            .toList();
    return TripleFrontier.of(points).stream().map(p -> results.get((int) p.order())).toList();
  }

  /** Smaller is better. An objective that is not asked for is the same for all. */
  private static double cost(FrontierPoint point, List<Objective> objectives, int i) {
    return i < objectives.size()
        ? objectives.get(i).direction().cost(point.value(objectives.get(i).metric()))
        : 0;
  }
}
