package dev.lipsweep.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Submits sweeps of any size and measures how soon their trials are there. */
final class Sweeps {
  private static final int SEEDS = 4;
  private static final JsonMapper JSON = new JsonMapper();

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
    UUID id;
    double answered;
    try (var connection = new Connection(target.address(), target.adminToken())) {
      String answer =
          connection
              .send(
                  "POST",
                  "/api/v1/sweeps",
                  "application/yaml",
                  definition.getBytes(StandardCharsets.UTF_8))
              .expect(201)
              .text();
      answered = (System.nanoTime() - begin) / 1e9;
      id = UUID.fromString(JSON.readTree(answer).get("id").asString());
    }
    awaitWritten(id);
    double written = (System.nanoTime() - begin) / 1e9;
    var row = new LinkedHashMap<String, Object>();
    row.put("trials", points * SEEDS);
    row.put("answered after s", Report.round(answered, 2));
    row.put("all rows written after s", Report.round(written, 2));
    return new Written(id, row);
  }

  void cancel(UUID sweep) throws IOException {
    try (var connection = new Connection(target.address(), target.adminToken())) {
      connection.post("/api/v1/sweeps/%s/cancel".formatted(sweep), "").expect(200);
    }
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
