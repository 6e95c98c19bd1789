package dev.lipsweep.training.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What trials cost each other that share a device: here a pair of cores, a thread for each. */
final class Pairs {
  /** The child's first argument; the second is a recipe. */
  static final String LOAD = "load";

  private static final int SECONDS = 10;
  private static final int ROUNDS = 3;
  private static final int WARM_UP = 3;

  private Pairs() {}

  /** The child's main program: for every line of input it trains for a while and says how far. */
  static void load(String recipe) throws IOException {
    try (var trial = new Trial(recipe, Map.of("optimizer", "muon", "constraint", "none"));
        var input = new BufferedReader(new InputStreamReader(System.in))) {
      int number = 0;
      for (long start = System.nanoTime(); secondsSince(start) < WARM_UP; number++) {
        trial.step(number);
      }
      System.out.println("ready");
      while (input.readLine() != null) {
        int first = number;
        long start = System.nanoTime();
        while (secondsSince(start) < SECONDS) {
          trial.step(number++);
        }
        System.out.println((number - first) / secondsSince(start));
      }
    }
    System.exit(0);
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * Takes turns between so many trials at once, and prints what all of them do together.
   *
   * @param counts rising from 1
   */
  static List<Map<String, Object>> measure(String recipe, int... counts)
      throws IOException, InterruptedException {
    List<Process> children = new ArrayList<>();
    List<BufferedReader> answers = new ArrayList<>();
    try {
      for (int i = 0; i < counts[counts.length - 1]; i++) {
        Process child = Child.start(BenchMain.class, LOAD, recipe);
        children.add(child);
        answers.add(child.inputReader());
        answers.getLast().readLine();
      }
      List<Map<String, Object>> rows = new ArrayList<>();
      for (int round = 1; round <= ROUNDS; round++) {
        double alone = 0;
        for (int count : counts) {
          double all = together(children.subList(0, count), answers);
          alone = count == 1 ? all : alone;
          rows.add(row(round, count, all, alone));
        }
      }
      return rows;
    } finally {
      for (Process child : children) {
        child.getOutputStream().close();
        child.waitFor();
      }
    }
  }

  /** Steps a second of all of them. */
  private static double together(List<Process> children, List<BufferedReader> answers)
      throws IOException {
    for (Process child : children) {
      go(child);
    }
    double all = 0;
    for (int i = 0; i < children.size(); i++) {
      all += Double.parseDouble(answers.get(i).readLine());
    }
    return all;
  }

  private static Map<String, Object> row(int round, int count, double all, double alone) {
    var row = new LinkedHashMap<String, Object>();
    row.put("round", round);
    row.put("trials at once", count);
    row.put("steps a second, all", Report.round(all, 2));
    row.put("each", Report.round(all / count, 2));
    row.put("throughput gained", Report.round(100 * (all / alone - 1), 1) + " %");
    return row;
  }

  private static void go(Process child) throws IOException {
    child.getOutputStream().write('\n');
    child.getOutputStream().flush();
  }
}
