package dev.lipsweep.domain.racing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class RaceTest {
  private static final Racing RACING = new Racing(4, .9, 100);

  @Test
  void the_chance_of_two_equal_bounds_is_the_normal_distributions() {
    // accuracies .50 and .52 with a deviation of .02 and two seeds each; the bounds do not differ
    List<Racer> racers =
        List.of(
            new Racer("a", List.of(1.0, 1.0), List.of(.50 - .0141421, .50 + .0141421), 0),
            new Racer("b", List.of(1.0, 1.0), List.of(.52 - .0141421, .52 + .0141421), 0));
    double expected = NormalDistribution.of(0, 1).cumulativeProbability(.02 / .02);
    Race race = Race.of(racers);
    assertThat(race.chance("b")).isCloseTo(expected, within(.06));
    assertThat(race.chance("a")).isCloseTo(1 - expected, within(.06));
  }

  @Test
  void seeds_go_to_the_uncertain_until_all_are_certain_or_have_theirs() {
    var random = new Random(51);
    double[] truths = {.3, .31, .5, .1};
    var results = new ArrayList<List<Double>>();
    for (double truth : truths) {
      results.add(new ArrayList<>(List.of(truth + .01 * random.nextGaussian())));
    }
    int added = 0;
    while (true) {
      List<Racer> racers = new ArrayList<>();
      for (int i = 0; i < truths.length; i++) {
        double bound = i == 2 ? 3 : i == 3 ? 2 : 1;
        racers.add(
            new Racer(
                "" + i,
                results.get(i).stream().map(a -> bound).toList(),
                List.copyOf(results.get(i)),
                0));
      }
      List<Racer> next = Race.of(racers).next(RACING, 1);
      if (next.isEmpty()) {
        break;
      }
      int who = Integer.parseInt(next.getFirst().id());
      results.get(who).add(truths[who] + .01 * random.nextGaussian());
      added++;
    }
    assertThat(added).isBetween(2, 12);
    assertThat(results.get(3)).as("it is far from the frontier").hasSize(1);
    assertThat(results).allMatch(seeds -> seeds.size() <= RACING.seeds());
    assertThat(results.get(0).size() + results.get(1).size())
        .as("these two are hard to tell apart")
        .isGreaterThan(results.get(2).size() + results.get(3).size());
  }

  @Test
  void one_whose_seed_is_pending_waits_for_it() {
    var alone = List.of(new Racer("a", List.of(1.0), List.of(.5), 1));
    assertThat(Race.of(alone).next(RACING, 3)).isEmpty();
  }
}
