package dev.lipsweep.training.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several ways of doing the same work, measured in turns: noise of the machine hits all of them
 * alike, so that their ratios mean something where their times do not.
 *
 * @param name what is compared
 * @param contestants the first is what the others are compared with
 */
record Contest(String name, List<Contestant> contestants) {

  /** One way of doing it. {@code step} is called with numbers that grow from 0. */
  record Contestant(String name, Step step) {}

  /** One unit of work. */
  @FunctionalInterface
  interface Step {
    void run(int number);
  }

  /**
   * What came out for one contestant.
   *
   * @param millis median over the rounds of the time of one step
   * @param ratio median over the rounds of its time over the first contestant's of the same round
   */
  record Score(String contest, String name, double millis, double ratio) {}

  /**
   * @param rounds turns that each contestant gets
   * @param seconds how long the slowest contestant's turn should last
   */
  List<Score> run(int rounds, double seconds) {
    int[] done = new int[contestants.size()];
    double slowest = 0;
    for (int i = 0; i < done.length; i++) {
      turn(i, done, 2); // warm up
      slowest = Math.max(slowest, turn(i, done, 1));
    }
    int steps = (int) Math.max(1, Math.round(seconds * 1e3 / slowest));
    var millis = new double[done.length][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < done.length; i++) {
        millis[i][round] = turn(i, done, steps);
      }
    }
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i < done.length; i++) {
      double[] ratios = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        ratios[round] = millis[i][round] / millis[0][round];
      }
      scores.add(new Score(name, contestants.get(i).name(), median(millis[i]), median(ratios)));
    }
    return scores;
  }

  /** Milliseconds a step. */
  private double turn(int contestant, int[] done, int steps) {
    long start = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      contestants.get(contestant).step().run(done[contestant]++);
    }
    return (System.nanoTime() - start) / 1e6 / steps;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
