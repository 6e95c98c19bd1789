package dev.lipsweep.bench;

import dev.lipsweep.bench.SimulatedWorker.Lease;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Workers that send metrics in chunks of the usual size, five series at a time. */
final class Ingestion {
  private static final int POINTS = 200;
  private static final List<String> SERIES =
      List.of("train/loss", "train/accuracy", "train/gradientNorm", "time/step", "norm/head");

  private final Target target;
  private final List<SimulatedWorker> workers;

  Ingestion(Target target, List<SimulatedWorker> workers) {
    this.target = target;
    this.workers = workers;
  }

  Map<String, Object> run(Duration time) throws SQLException, InterruptedException {
    long before = bytes();
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    long points =
        Cycles.each(workers, worker -> () -> send(worker, end)).stream()
            .mapToLong(Long::longValue)
            .sum();
    double seconds = (System.nanoTime() - begin) / 1e9;
    var row = new LinkedHashMap<String, Object>();
    row.put("workers", workers.size());
    row.put("points a request", POINTS * SERIES.size());
    row.put("points/s", Report.round(points / seconds, 0));
    row.put("bytes a point on disk", Report.round((double) (bytes() - before) / points, 1));
    return row;
  }

  private static long send(SimulatedWorker worker, long end) throws IOException {
    Lease lease = worker.claim(1).getFirst();
    var random = new Random(lease.attempt().hashCode());
    long points = 0;
    for (int seq = 0; System.nanoTime() < end; seq++) {
      worker.metrics(lease, body(lease, seq, random));
      points += (long) POINTS * SERIES.size();
    }
    worker.complete(lease);
    return points;
  }

  /** Values as a training has them: a slow trend under noise, as 32-bit floats. */
  private static String body(Lease lease, int seq, Random random) {
    var body = new StringBuilder("{\"epoch\": %d, \"chunks\": [".formatted(lease.epoch()));
    for (int s = 0; s < SERIES.size(); s++) {
      var steps = new StringBuilder();
      var values = new StringBuilder();
      for (int i = 0; i < POINTS; i++) {
        long step = (long) seq * POINTS + i;
        String comma = i == 0 ? "" : ",";
        steps.append(comma).append(step);
        values
            .append(comma)
            .append((float) (2 + 3 / (1 + step * 1e-3) + 0.1 * random.nextGaussian()));
      }
      body.append(s == 0 ? "" : ",")
          .append("{\"series\": \"%s\", \"seq\": %d, \"steps\": [".formatted(SERIES.get(s), seq))
          .append(steps)
          .append("], \"values\": [")
          .append(values)
          .append("]}");
    }
    return body.append("]}").toString();
  }

  private long bytes() throws SQLException {
    try (var database = target.database();
        var statement = database.createStatement();
        var rows = statement.executeQuery("select pg_total_relation_size('metric_chunk')")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
