package dev.lipsweep.domain.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.frontier.ExpectedGrowth.Belief;
import dev.lipsweep.domain.frontier.Frontier.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.uma.jmetal.qualityindicator.impl.hypervolume.impl.PISAHypervolume;

class ExpectedGrowthTest {
  private static final Hypervolume REFERENCE = new Hypervolume(new BoundRange(0, 1), 0);
  private static final List<Point> FRONT =
      List.of(new Point(.2, .3, 0), new Point(.5, .6, 1), new Point(.8, .7, 2));

  @Test
  void of_a_certain_result_it_is_the_growth_itself() {
    var random = new Random(31);
    for (int i = 0; i < 200; i++) {
      var result = new Point(random.nextDouble(), random.nextDouble(), 9);
      var with = new ArrayList<>(FRONT);
      with.add(result);
      assertThat(
              ExpectedGrowth.beyond(FRONT, REFERENCE)
                  .of(new Belief(result.log10Bound(), 0), new Belief(result.accuracy(), 0)))
          .isCloseTo(REFERENCE.of(with) - REFERENCE.of(FRONT), within(1e-12));
    }
  }

  @Test
  void it_is_the_mean_growth_that_an_independent_library_measures_of_many_draws() {
    var random = new Random(32);
    var volume = new PISAHypervolume(new double[] {1, 1});
    double before = volume.compute(minimised(FRONT));
    for (double[] belief :
        new double[][] {
          {.3, .1, .5, .1}, {.1, .05, .25, .1}, {.6, .2, .5, .05}, {.9, .1, .8, .05}
        }) {
      double sum = 0;
      int draws = 40_000;
      for (int i = 0; i < draws; i++) {
        var with = new ArrayList<>(FRONT);
        double bound = belief[0] + belief[1] * random.nextGaussian();
        double accuracy = belief[2] + belief[3] * random.nextGaussian();
        // the library measures in the unit square only; what is worse than its corner adds nothing
        if (bound < 1 && accuracy > 0) {
          with.add(new Point(bound, accuracy, 9));
        }
        sum += volume.compute(minimised(with)) - before;
      }
      assertThat(
              ExpectedGrowth.beyond(FRONT, REFERENCE)
                  .of(new Belief(belief[0], belief[1]), new Belief(belief[2], belief[3])))
          .isCloseTo(sum / draws, within(.03 * sum / draws + 1e-4));
    }
  }

  @Test
  void with_no_frontier_yet_all_of_the_rectangle_is_growth() {
    assertThat(
            ExpectedGrowth.beyond(List.of(), REFERENCE).of(new Belief(.25, 0), new Belief(.5, 0)))
        .isCloseTo(.75 * .5, within(1e-12));
  }

  private static double[][] minimised(List<Point> points) {
    return points.stream()
        .map(point -> new double[] {point.log10Bound(), 1 - point.accuracy()})
        .toArray(double[][]::new);
  }
}
