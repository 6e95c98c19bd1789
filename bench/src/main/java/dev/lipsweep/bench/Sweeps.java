package dev.lipsweep.bench;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Submits sweeps of any size and measures how soon their trials are there. */
final class Sweeps {
  private static final int SEEDS = 4;

  private final Target target;

  Sweeps(Target target) {
    this.target = target;
  }

  /** A sweep whose trials are all written. */
  record Written(UUID id, Map<String, Object> row) {}

  /**
   * @param trials rounded up to whole configurations
   */
  Written submit(int trials) throws IOException, SQLException, InterruptedException {
    int points = (trials + SEEDS - 1) / SEEDS;
    String definition =
        """
        name: bench-%1$d
        recipe: text-tiny
        space:
          - optimizer: adamw
            constraint: none
            learningRate: {log: [0.0001, %2$s], points: %1$d}
        seeds: %3$d
        """
            // another end of the axis: configurations that are known already would be cheaper
            .formatted(points, 0.1 + System.currentTimeMillis() % 100_000 * 1e-6, SEEDS);
    long begin = System.nanoTime();
    UUID id = target.submit(definition);
    double answered = (System.nanoTime() - begin) / 1e9;
    awaitWritten(id);
    double written = (System.nanoTime() - begin) / 1e9;
    var row = new LinkedHashMap<String, Object>();
    row.put("trials", points * SEEDS);
    row.put("answered after s", Report.round(answered, 2));
    row.put("all rows written after s", Report.round(written, 2));
    return new Written(id, row);
  }

  private void awaitWritten(UUID sweep) throws SQLException, InterruptedException {
    try (var database = target.database();
        PreparedStatement query =
            database.prepareStatement(
                "select expanded_trials = total_trials from sweep where id = ?")) {
      query.setObject(1, sweep);
      while (true) {
        try (var rows = query.executeQuery()) {
          if (rows.next() && rows.getBoolean(1)) {
            return;
          }
        }
        Thread.sleep(10);
      }
    }
  }
}
