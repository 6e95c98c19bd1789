package dev.lipsweep.training.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What two trials on two cores cost each other. */
final class Pairs {
  private static final int SECONDS = 10;
  private static final int ROUNDS = 3;

  private Pairs() {}

  /** The child's main program: for every line of input it trains for a while and says how far. */
  static void load() throws IOException {
    try (var trial = new Trial("text-tiny", Map.of("optimizer", "muon", "constraint", "none"));
        var input = new BufferedReader(new java.io.InputStreamReader(System.in))) {
      int number = 0;
      for (; number < 20; number++) {
        trial.step(number);
      }
      System.out.println("ready");
      while (input.readLine() != null) {
        int first = number;
        long start = System.nanoTime();
        while (System.nanoTime() - start < SECONDS * 1_000_000_000L) {
          trial.step(number++);
        }
        System.out.println((number - first) / ((System.nanoTime() - start) / 1e9));
      }
    }
    System.exit(0);
  }

  static List<Map<String, Object>> measure() throws IOException, InterruptedException {
    Process one = Child.start(BenchMain.class, "load");
    Process two = Child.start(BenchMain.class, "load");
    try (var first = one.inputReader();
        var second = two.inputReader()) {
      first.readLine();
      second.readLine();
      List<Map<String, Object>> rows = new ArrayList<>();
      for (int round = 1; round <= ROUNDS; round++) {
        go(one);
        double alone = Double.parseDouble(first.readLine());
        go(one);
        go(two);
        double together =
            (Double.parseDouble(first.readLine()) + Double.parseDouble(second.readLine())) / 2;
        var row = new java.util.LinkedHashMap<String, Object>();
        row.put("round", round);
        row.put("steps a second alone", Report.round(alone, 1));
        row.put("each of two", Report.round(together, 1));
        row.put("cost", Report.round(100 * (alone / together - 1), 1) + " %");
        rows.add(row);
      }
      return rows;
    } finally {
      for (Process child : List.of(one, two)) {
        child.getOutputStream().close();
        child.waitFor();
      }
    }
  }

  private static void go(Process child) throws IOException {
    child.getOutputStream().write('\n');
    child.getOutputStream().flush();
  }
}
