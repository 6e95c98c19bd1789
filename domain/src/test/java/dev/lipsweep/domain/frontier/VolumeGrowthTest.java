package dev.lipsweep.domain.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.frontier.Frontier.Point;
import dev.lipsweep.domain.frontier.VolumeGrowth.Spent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VolumeGrowthTest {
  private static final Hypervolume REFERENCE = new Hypervolume(new BoundRange(0, 2), 0.1);

  /** Two on the frontier, one that adds nothing, one without a result. */
  private static final VolumeGrowth GROWTH =
      VolumeGrowth.of(
          List.of(
              new Spent(5, 100, new Point(1, 0.3, 0)),
              new Spent(5, 100, new Point(1.5, 0.2, 1)),
              new Spent(2, 40, new Point(0, 0.2, 2)),
              new Spent(1, 10, null)),
          REFERENCE);

  @Test
  void volume_grows_when_a_result_adds_to_it_and_compute_with_every_trial() {
    assertThat(GROWTH.points()).hasSize(3);
    assertThat(GROWTH.volumeAt(99)).isZero();
    assertThat(GROWTH.volumeAt(100)).isCloseTo(0.2, within(1e-12));
    assertThat(GROWTH.volumeAt(239)).isCloseTo(0.2, within(1e-12));
    assertThat(GROWTH.volumeAt(240)).isCloseTo(0.3, within(1e-12));
    assertThat(GROWTH.volume()).isCloseTo(0.3, within(1e-12));
    assertThat(GROWTH.steps()).isEqualTo(250);
    assertThat(GROWTH.points().getLast().seconds()).isEqualTo(13);
  }

  @Test
  void a_volume_took_the_steps_of_all_trials_up_to_the_one_that_brought_it() {
    assertThat(GROWTH.stepsFor(0.1)).isEqualTo(100);
    assertThat(GROWTH.stepsFor(0.25)).isEqualTo(240);
    assertThat(GROWTH.stepsFor(0.31)).isInfinite();
    assertThat(VolumeGrowth.of(List.of(), REFERENCE).volumeAt(1000)).isZero();
  }

  @Test
  void at_every_trial_the_volume_is_that_of_all_results_so_far() {
    var random = new Random(5);
    var spent = new ArrayList<Spent>();
    var results = new ArrayList<Point>();
    for (int i = 0; i < 200; i++) {
      var point = new Point(2.5 * random.nextDouble(), random.nextDouble() / 2, i);
      results.add(point);
      spent.add(new Spent(1, 1 + random.nextInt(9), point));
      VolumeGrowth growth = VolumeGrowth.of(spent, REFERENCE);
      assertThat(growth.volume()).isCloseTo(REFERENCE.of(results), within(1e-12));
      assertThat(growth.steps()).isEqualTo(spent.stream().mapToLong(Spent::steps).sum());
    }
  }
}
