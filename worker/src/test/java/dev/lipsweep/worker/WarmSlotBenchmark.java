package dev.lipsweep.worker;

import dev.lipsweep.domain.wire.Outcome;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Prints the gap between two trials on a warm slot, as the trainer sees it: from the end of one to
 * the command for the next. The trainer is scripted and the server a fake, so it is the worker's
 * own share. Run by hand; the argument is the number of slots.
 */
final class WarmSlotBenchmark {
  private static final int TRIALS = 400;
  private static final int WARM_UP = 100;

  private WarmSlotBenchmark() {}

  public static void main(String[] args) throws Exception {
    int slots = args.length == 0 ? 1 : Integer.parseInt(args[0]);
    try (var fixture = new Fixture(Files.createTempDirectory("bench"), Duration.ofSeconds(60))) {
      List<FakeTrial> trials =
          IntStream.range(0, TRIALS)
              .mapToObj(i -> fixture.server.add(Map.of("steps", 1L)))
              .toList();
      fixture.start(slots, TRIALS + 1, FakeServer.TOKEN);
      trials.forEach(
          trial ->
              Await.until(
                  "trial " + trial.number,
                  () -> fixture.server.locked(() -> !trial.outcomes.isEmpty())));
      double[] gaps =
          trials.stream()
              .skip(WARM_UP)
              .map(trial -> (Outcome.Completed) trial.outcomes.getFirst())
              .mapToDouble(done -> done.result().measures().get("gapMillis"))
              .sorted()
              .toArray();
      System.out.printf(
          "gap between trials on %d warm slots: median %.1f ms, p99 %.1f ms, most %.1f ms%n",
          slots, gaps[gaps.length / 2], gaps[gaps.length * 99 / 100], gaps[gaps.length - 1]);
    }
  }
}
