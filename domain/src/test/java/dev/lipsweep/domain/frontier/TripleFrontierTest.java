package dev.lipsweep.domain.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.frontier.TripleFrontier.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.uma.jmetal.solution.pointsolution.PointSolution;
import org.uma.jmetal.util.ranking.impl.FastNonDominatedSortRanking;

class TripleFrontierTest {
  @Test
  void the_fast_form_equals_the_definition_with_ties_infinities_and_duplicates() {
    var random = new Random(7);
    for (int set = 0; set < 1_000; set++) {
      List<Point> points = randomSet(random, random.nextInt(40), 5);
      assertThat(TripleFrontier.of(points)).isEqualTo(TripleFrontier.byDefinition(points));
    }
  }

  @Test
  void it_is_the_first_front_of_an_independent_library() {
    var random = new Random(8);
    for (int set = 0; set < 200; set++) {
      List<Point> points = randomSet(random, 1 + random.nextInt(60), 1_000_000);
      List<PointSolution> theirs =
          points.stream()
              .map(p -> new PointSolution(new double[] {p.log10Bound(), -p.accuracy(), p.cost()}))
              .toList();
      var ranking = new FastNonDominatedSortRanking<PointSolution>().compute(theirs);
      assertThat(
              TripleFrontier.of(points).stream()
                  .map(p -> List.of(p.log10Bound(), -p.accuracy(), p.cost()))
                  .collect(Collectors.toSet()))
          .isEqualTo(
              ranking.getSubFront(0).stream()
                  .map(s -> List.of(s.objectives()[0], s.objectives()[1], s.objectives()[2]))
                  .collect(Collectors.toSet()));
    }
  }

  @Test
  void with_equal_costs_it_is_the_frontier_of_two_objectives() {
    List<Frontier.Point> points = FrontierTest.randomSet(new Random(9), 200);
    assertThat(
            TripleFrontier.of(
                    points.stream()
                        .map(p -> new Point(p.log10Bound(), p.accuracy(), 4, p.order()))
                        .toList())
                .stream()
                .map(p -> new Frontier.Point(p.log10Bound(), p.accuracy(), p.order())))
        .isEqualTo(Frontier.of(points));
  }

  @Test
  void a_nan_never_enters() {
    assertThatThrownBy(() -> new Point(1, .5, Double.NaN, 0)).hasMessageContaining("NaN");
  }

  private static List<Point> randomSet(RandomGenerator random, int size, int values) {
    var points = new ArrayList<Point>();
    for (int i = 0; i < size; i++) {
      double bound =
          switch (random.nextInt(12)) {
            case 0 -> Double.POSITIVE_INFINITY;
            case 1 -> Double.NEGATIVE_INFINITY;
            default -> random.nextInt(values);
          };
      points.add(
          new Point(bound, random.nextInt(values) / (double) values, random.nextInt(values), i));
    }
    return points;
  }
}
