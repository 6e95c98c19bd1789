package dev.lipsweep.domain.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private static final int STEPS = 100;

  @Test
  void trials_that_all_take_the_same_end_when_their_work_is_done() {
    var pace = new MethodPace(10, 0.1, 0, 6, 6 * STEPS);
    assertThat(TimeLeft.of(List.of(pace), 1))
        .contains(
            new TimeLeft(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60)));
    TimeLeft two = TimeLeft.of(List.of(pace), 2).orElseThrow();
    assertThat(two.low()).isEqualTo(Duration.ofSeconds(30));
    assertThat(two.high()).isEqualTo(Duration.ofSeconds(35));
  }

  @Test
  void nothing_is_said_when_nothing_is_known_runs_or_is_left() {
    assertThat(TimeLeft.of(List.of(new MethodPace(0, 0, 0, 5, 500)), 2)).isEmpty();
    assertThat(TimeLeft.of(List.of(new MethodPace(5, 1, 0, 5, 500)), 0)).isEmpty();
    assertThat(TimeLeft.of(List.of(new MethodPace(5, 1, 0, 0, 0)), 2)).isEmpty();
  }

  @Test
  void a_method_without_a_finished_trial_is_as_uncertain_as_the_others_differ() {
    var fast = new MethodPace(20, 0.1, 0.001, 1, STEPS);
    var slow = new MethodPace(20, 0.3, 0.001, 1, STEPS);
    var unknown = new MethodPace(0, 0, 0, 10, 10 * STEPS);
    TimeLeft left = TimeLeft.of(List.of(fast, slow, unknown), 1).orElseThrow();
    TimeLeft known =
        TimeLeft.of(List.of(fast, slow, new MethodPace(20, 0.2, 0.001, 10, 10 * STEPS)), 1)
            .orElseThrow();
    assertThat(left.likely()).isEqualTo(known.likely());
    assertThat(left.high().minus(left.low()))
        .isGreaterThan(known.high().minus(known.low()).multipliedBy(10));
  }

  @Test
  void the_end_lies_in_the_interval_in_nine_of_ten_simulated_sweeps() {
    int runs = 400;
    int inside = 0;
    for (int seed = 0; seed < runs; seed++) {
      inside += endsInside(new SplittableRandom(seed)) ? 1 : 0;
    }
    assertThat(inside).isBetween((int) (0.86 * runs), runs);
  }

  /** Two methods; every trial's time is drawn, and given to the slot that is free first. */
  private static boolean endsInside(RandomGenerator random) {
    int slots = random.nextInt(1, 5);
    List<Method> methods =
        List.of(new Method(random.nextDouble(0.05, 0.2)), new Method(random.nextDouble(0.2, 0.5)));
    var free = new PriorityQueue<Double>();
    for (int i = 0; i < slots; i++) {
      free.add(0.0);
    }
    List<MethodPace> paces =
        methods.stream().map(m -> m.pace(random, random.nextInt(3, 30))).toList();
    double end = 0;
    for (int m = 0; m < methods.size(); m++) {
      for (int i = 0; i < paces.get(m).trialsLeft(); i++) {
        double ends = free.remove() + STEPS * methods.get(m).draw(random);
        free.add(ends);
        end = Math.max(end, ends);
      }
    }
    TimeLeft left = TimeLeft.of(paces, slots).orElseThrow();
    return end >= left.low().toMillis() / 1000.0 && end <= left.high().toMillis() / 1000.0;
  }

  private record Method(double mean) {
    double draw(RandomGenerator random) {
      return mean * Math.max(0.2, random.nextGaussian(1, 0.25));
    }

    MethodPace pace(RandomGenerator random, int left) {
      int finished = random.nextInt(5, 40);
      double[] seen = random.doubles(finished).map(x -> draw(random)).toArray();
      double average = java.util.Arrays.stream(seen).average().orElseThrow();
      double squares =
          java.util.Arrays.stream(seen).map(x -> Math.pow(x - average, 2)).sum() / (finished - 1);
      return new MethodPace(finished, average, Math.sqrt(squares), left, left * STEPS);
    }
  }
}
