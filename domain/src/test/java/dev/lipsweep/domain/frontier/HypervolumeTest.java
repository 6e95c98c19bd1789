package dev.lipsweep.domain.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.frontier.Frontier.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.uma.jmetal.qualityindicator.impl.hypervolume.impl.PISAHypervolume;

class HypervolumeTest {
  private static final BoundRange TEN = new BoundRange(0, 10);

  @Test
  void a_staircase_has_the_area_of_its_rectangles() {
    var points = List.of(new Point(2, .3, 0), new Point(5, .6, 1), new Point(4, .2, 2));
    assertThat(new Hypervolume(TEN, 0).of(points)).isCloseTo(3 * .3 + 5 * .6, within(1e-15));
    assertThat(new Hypervolume(TEN, .4).of(points)).isCloseTo(5 * .2, within(1e-15));
    assertThat(new Hypervolume(TEN, 0).perDecade(AccuracyCurve.of(points)))
        .isCloseTo(.39, within(1e-15));
  }

  @Test
  void a_bound_of_zero_or_below_the_range_counts_from_its_lower_end_and_one_above_not_at_all() {
    var reference = new Hypervolume(TEN, 0);
    for (double low : new double[] {Double.NEGATIVE_INFINITY, -300, 0}) {
      assertThat(reference.of(List.of(new Point(low, .5, 0)))).isEqualTo(5);
    }
    for (double high : new double[] {10, 264, Double.POSITIVE_INFINITY}) {
      assertThat(reference.of(List.of(new Point(high, .5, 0)))).isZero();
    }
    assertThat(reference.of(List.of())).isZero();
    assertThat(new Hypervolume(new BoundRange(3, 3), 0).of(List.of(new Point(0, 1, 0)))).isZero();
  }

  @Test
  void it_equals_the_integral_of_the_definition_on_random_sets() {
    var random = new Random(11);
    for (int set = 0; set < 300; set++) {
      List<Point> points = FrontierTest.randomSet(random, random.nextInt(30));
      var reference =
          new Hypervolume(new BoundRange(random.nextInt(100), 300), random.nextInt(4) / 10.0);
      double sum = 0;
      int cells = 0;
      // bounds of the sets are multiples of 33: the curve is constant between whole numbers
      for (double x = reference.range().low() + .5; x < 300; x++) {
        double at = x;
        sum +=
            points.stream()
                .filter(point -> point.log10Bound() <= at)
                .mapToDouble(point -> Math.max(0, point.accuracy() - reference.accuracy()))
                .max()
                .orElse(0);
        cells++;
      }
      assertThat(cells).isEqualTo((int) reference.range().decades());
      assertThat(reference.of(points)).isCloseTo(sum, within(1e-9));
    }
  }

  @Test
  void it_equals_an_independent_library_on_random_sets() {
    var random = new Random(12);
    for (int set = 0; set < 300; set++) {
      var points = new ArrayList<Point>();
      for (int i = 0; i < 1 + random.nextInt(40); i++) {
        points.add(new Point(10 * random.nextDouble(), random.nextDouble(), i));
      }
      // it minimises, and measures inside the unit square
      double[][] minimised =
          points.stream()
              .map(point -> new double[] {point.log10Bound() / 10, 1 - point.accuracy()})
              .toArray(double[][]::new);
      double theirs = 10 * new PISAHypervolume(new double[] {1, 1}).compute(minimised);
      assertThat(new Hypervolume(TEN, 0).of(points)).isCloseTo(theirs, within(1e-9));
    }
  }

  @Test
  void the_curve_answers_both_ways_in_steps() {
    AccuracyCurve curve =
        AccuracyCurve.of(
            List.of(
                new Point(2, .3, 0),
                new Point(5, .6, 1),
                new Point(Double.POSITIVE_INFINITY, 1, 2)));
    assertThat(curve.accuracyAt(1.99, -1)).isEqualTo(-1);
    assertThat(curve.accuracyAt(2, -1)).isEqualTo(.3);
    assertThat(curve.accuracyAt(4.99, -1)).isEqualTo(.3);
    assertThat(curve.accuracyAt(264, -1)).isEqualTo(.6);
    assertThat(curve.boundAt(.3)).isEqualTo(2);
    assertThat(curve.boundAt(.31)).isEqualTo(5);
    assertThat(curve.boundAt(.7)).isInfinite();
    assertThat(AccuracyCurve.of(List.of()).boundAt(0)).isNaN();
  }

  @Test
  void a_range_or_a_reference_that_is_none_is_refused() {
    assertThatThrownBy(() -> new BoundRange(2, 1)).hasMessageContaining("low <= high");
    assertThatThrownBy(() -> new BoundRange(0, Double.POSITIVE_INFINITY))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> new Hypervolume(TEN, 40)).hasMessageContaining("share");
  }
}
