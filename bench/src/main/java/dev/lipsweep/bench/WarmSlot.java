package dev.lipsweep.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What lies around training on a slot whose trainer is warm: real trials of {@code text-tiny} on a
 * server's own worker with one slot. Times are the database's, on this machine.
 */
final class WarmSlot {
  private static final int WARMING = 3;
  private static final int TRIALS = 12;
  private static final int FIRSTS = 9;
  private static final int STEPS = 100;
  private static final int LONG_STEPS = 1000;

  private final Target target;

  WarmSlot(Target target) {
    this.target = target;
  }

  private record Ended(double finished, double trainSeconds) {}

  List<Map<String, Object>> measure() throws IOException, SQLException, InterruptedException {
    run(WARMING, STEPS);
    var gaps = new Latencies();
    List<Ended> ended = run(TRIALS, STEPS);
    for (int i = 1; i < ended.size(); i++) {
      double whole = ended.get(i).finished() - ended.get(i - 1).finished();
      gaps.add(nanos(whole - ended.get(i).trainSeconds()));
    }
    Latencies between = Latencies.merged(List.of(gaps));
    var firsts = new Latencies();
    for (int i = 0; i < FIRSTS; i++) {
      firsts.add(nanos(firstStep()));
    }
    Latencies firstStep = Latencies.merged(List.of(firsts));
    Duration before = agent();
    double trained = run(1, LONG_STEPS).getFirst().trainSeconds();
    double agent = agent().minus(before).toNanos() / 1e9;
    var rows = new ArrayList<Map<String, Object>>();
    rows.add(row("from trial to trial, without training, p50", between.millis(0.5), "ms"));
    rows.add(row("from trial to trial, without training, most", between.millis(1), "ms"));
    rows.add(row("submission to the first training step, p50", firstStep.millis(0.5), "ms"));
    rows.add(row("submission to the first training step, most", firstStep.millis(1), "ms"));
    rows.add(
        row(
            "agent's processor over %d steps".formatted(LONG_STEPS),
            100 * agent / trained,
            "% of a core"));
    return rows;
  }

  private static Map<String, Object> row(String what, double value, String unit) {
    var row = new LinkedHashMap<String, Object>();
    row.put("on a warm slot", what);
    row.put("value", Report.round(value, 1));
    row.put("unit", unit);
    return row;
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }

  /** In the order of their ends. */
  private List<Ended> run(int trials, int steps)
      throws IOException, SQLException, InterruptedException {
    return await(submit(trials, steps));
  }

  /** Seconds until the server has heard of the first step, which the worker tells it at once. */
  private double firstStep() throws IOException, SQLException, InterruptedException {
    try (var database = target.database();
        var step =
            database.prepareStatement("select progress_step from trial where sweep_id = ?")) {
      long begin = System.nanoTime();
      UUID sweep = submit(1, STEPS);
      step.setObject(1, sweep);
      while (true) {
        try (var rows = step.executeQuery()) {
          if (rows.next() && rows.getLong(1) > 0) {
            break;
          }
        }
        Thread.sleep(5);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      await(sweep);
      return seconds;
    }
  }

  private UUID submit(int trials, int steps) throws IOException {
    return target.submit(
        """
        name: bench-slot
        recipe: text-tiny
        space: [{optimizer: muon, constraint: spectral_soft_cap, sigmaMax: 2, learningRate: 1}]
        steps: %d
        validateEvery: %1$d
        seeds: %d
        """
            .formatted(steps, trials));
  }

  private List<Ended> await(UUID sweep) throws SQLException, InterruptedException {
    try (var database = target.database();
        var state = database.prepareStatement("select state from sweep where id = ?");
        var trials =
            database.prepareStatement(
                """
                select extract(epoch from t.finished_at)::float8, r.train_seconds
                from trial t join result r on r.trial_id = t.id where t.sweep_id = ? order by 1
                """)) {
      state.setObject(1, sweep);
      trials.setObject(1, sweep);
      while (true) {
        try (var rows = state.executeQuery()) {
          rows.next();
          if (!rows.getString(1).equals("RUNNING")) {
            break;
          }
        }
        Thread.sleep(50);
      }
      var ended = new ArrayList<Ended>();
      try (var rows = trials.executeQuery()) {
        while (rows.next()) {
          ended.add(new Ended(rows.getDouble(1), rows.getDouble(2)));
        }
      }
      if (ended.isEmpty()) {
        throw new IllegalStateException(
            "no trial was trained; the worker's log is in %s".formatted(logs()));
      }
      return ended;
    }
  }

  private Path logs() {
    return target.home().resolve("logs");
  }

  /** What the worker's agent has taken; its trainers are processes of their own. */
  private static Duration agent() {
    return ProcessHandle.current()
        .descendants()
        .map(ProcessHandle::info)
        .filter(info -> info.commandLine().orElse("").contains("dev.lipsweep.worker.WorkerMain"))
        .map(info -> info.totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
