package dev.lipsweep.domain.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.frontier.Frontier.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.uma.jmetal.solution.doublesolution.DoubleSolution;
import org.uma.jmetal.solution.doublesolution.impl.DefaultDoubleSolution;
import org.uma.jmetal.util.bounds.Bounds;
import org.uma.jmetal.util.densityestimator.impl.CrowdingDistanceDensityEstimator;
import org.uma.jmetal.util.ranking.impl.FastNonDominatedSortRanking;

class NonDominatedSortTest {
  @Test
  void layers_are_what_is_left_when_frontiers_are_taken_away() {
    var random = new Random(21);
    for (int set = 0; set < 300; set++) {
      List<Point> points = FrontierTest.randomSet(random, 1 + random.nextInt(40));
      NonDominatedSort sort = NonDominatedSort.of(points);
      List<Point> left = new ArrayList<>(points);
      for (int layer = 0; !left.isEmpty(); layer++) {
        List<Point> front = Frontier.byDefinition(left);
        for (Point point : front) {
          assertThat(sort.layer(points.indexOf(point))).isEqualTo(layer);
        }
        left.removeAll(front);
      }
    }
  }

  @Test
  void layers_and_room_are_those_of_an_independent_library() {
    var random = new Random(22);
    for (int set = 0; set < 100; set++) {
      var points = new ArrayList<Point>();
      for (int i = 0; i < 1 + random.nextInt(60); i++) {
        points.add(new Point(10 * random.nextDouble(), random.nextDouble(), i));
      }
      NonDominatedSort sort = NonDominatedSort.of(points);
      List<DoubleSolution> solutions = points.stream().map(p -> solution(p)).toList();
      var ranking = new FastNonDominatedSortRanking<DoubleSolution>();
      ranking.compute(solutions);
      var density = new CrowdingDistanceDensityEstimator<DoubleSolution>();
      for (int layer = 0; layer < ranking.getNumberOfSubFronts(); layer++) {
        density.compute(ranking.getSubFront(layer));
      }
      for (int i = 0; i < points.size(); i++) {
        assertThat(sort.layer(i)).isEqualTo(ranking.getRank(solutions.get(i)));
        double theirs = density.value(solutions.get(i));
        if (theirs < Double.MAX_VALUE) {
          assertThat(sort.room(i)).isCloseTo(theirs, within(1e-9));
        } else {
          assertThat(sort.room(i)).isInfinite();
        }
      }
    }
  }

  @Test
  void the_best_come_first_and_an_infinite_bound_is_last() {
    var sort =
        NonDominatedSort.of(
            List.of(
                new Point(Double.POSITIVE_INFINITY, .1, 0),
                new Point(2, .3, 1),
                new Point(1, .2, 2),
                new Point(3, .25, 3)));
    assertThat(sort.order().subList(0, 2)).containsExactlyInAnyOrder(1, 2);
    assertThat(sort.order().getLast()).isZero();
  }

  private static DoubleSolution solution(Point point) {
    var solution = new DefaultDoubleSolution(List.of(Bounds.create(0.0, 1.0)), 2, 0);
    solution.objectives()[0] = point.log10Bound();
    solution.objectives()[1] = -point.accuracy();
    return solution;
  }
}
