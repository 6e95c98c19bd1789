package dev.lipsweep.training.bench;

import dev.lipsweep.training.trainer.TrainerMain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** From the start of a trainer's process to the line in which it says that it is ready. */
final class Startup {
  private Startup() {}

  static List<Map<String, Object>> measure(int rounds) throws IOException, InterruptedException {
    once(); // the first start ever unpacks libtorch
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      millis.add(once());
    }
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return List.of(
        Map.of("ms, median of %d".formatted(rounds), Report.round(sorted[sorted.length / 2], 0)));
  }

  private static double once() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process trainer = Child.start(TrainerMain.class);
    try (var events = trainer.inputReader()) {
      for (String line = events.readLine(); line != null; line = events.readLine()) {
        if (line.contains("\"Ready\"")) {
          return (System.nanoTime() - start) / 1e6;
        }
      }
      throw new IllegalStateException("the trainer ended before it was ready");
    } finally {
      trainer.getOutputStream().close(); // the end of input ends it
      trainer.waitFor();
    }
  }
}
