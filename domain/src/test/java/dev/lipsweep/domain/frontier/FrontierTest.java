package dev.lipsweep.domain.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.frontier.Frontier.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FrontierTest {
  @Test
  void the_fast_form_equals_the_definition_on_random_sets_with_ties_infinities_and_duplicates() {
    var random = new Random(7);
    for (int set = 0; set < 1_000; set++) {
      List<Point> points = randomSet(random, random.nextInt(40));
      assertThat(Frontier.of(points)).isEqualTo(Frontier.byDefinition(points));
    }
  }

  @Test
  void the_order_in_which_points_are_offered_does_not_matter() {
    var points = new ArrayList<>(randomSet(new Random(3), 60));
    List<Point> before = Frontier.of(points);
    Collections.shuffle(points, new Random(4));
    assertThat(Frontier.of(points)).isEqualTo(before);
  }

  @Test
  void of_two_equal_results_the_first_stays() {
    assertThat(Frontier.of(List.of(new Point(1, .5, 2), new Point(1, .5, 1))))
        .containsExactly(new Point(1, .5, 1));
  }

  @Test
  void a_nan_never_enters() {
    assertThatThrownBy(() -> new Point(Double.NaN, .5, 0)).hasMessageContaining("NaN");
  }

  static List<Point> randomSet(RandomGenerator random, int size) {
    var points = new ArrayList<Point>();
    for (int i = 0; i < size; i++) {
      double bound =
          switch (random.nextInt(12)) {
            case 0 -> Double.POSITIVE_INFINITY;
            case 1 -> Double.NEGATIVE_INFINITY;
            default -> random.nextInt(8) * 33.0;
          };
      points.add(new Point(bound, random.nextInt(6) / 10.0, i));
    }
    return points;
  }
}
