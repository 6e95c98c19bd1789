package dev.lipsweep.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server under load and its database.
 *
 * @param home the server's folder: the disk that is measured beside it
 */
record Target(
    URI address,
    String adminToken,
    String workerToken,
    Path home,
    String databaseUrl,
    @Nullable String databaseUser,
    @Nullable String databasePassword) {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * The server at {@code address} whose folder is {@code home}; the database is its own, or that of
   * the environment.
   */
  static Target of(URI address, Path home) throws IOException {
    String url = System.getenv("LIPSWEEP_DATABASE_URL");
    boolean embedded = url == null || url.isBlank();
    return new Target(
        address,
        read(home, "admin.token"),
        read(home, "worker.token"),
        home,
        embedded
            ? "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(read(home, "postgres.port"))
            : url,
        embedded ? "postgres" : System.getenv("LIPSWEEP_DATABASE_USER"),
        embedded ? read(home, "postgres.password") : System.getenv("LIPSWEEP_DATABASE_PASSWORD"));
  }

  private static String read(Path home, String file) throws IOException {
    return Files.readString(home.resolve(file)).strip();
  }

  /** Submits a sweep, as YAML. */
  UUID submit(String definition) throws IOException {
    try (var connection = new dev.lipsweep.bench.Connection(address, adminToken)) {
      String answer =
          connection
              .send(
                  "POST",
                  "/api/v1/sweeps",
                  "application/yaml",
                  definition.getBytes(StandardCharsets.UTF_8))
              .expect(201)
              .text();
      return UUID.fromString(JSON.readTree(answer).get("id").asString());
    }
  }

  void cancel(UUID sweep) throws IOException {
    try (var connection = new dev.lipsweep.bench.Connection(address, adminToken)) {
      connection.post("/api/v1/sweeps/%s/cancel".formatted(sweep), "").expect(200);
    }
  }

  Connection database() throws SQLException {
    var properties = new Properties();
    if (databaseUser != null) {
      properties.setProperty("user", databaseUser);
    }
    if (databasePassword != null) {
      properties.setProperty("password", databasePassword);
    }
    return DriverManager.getConnection(databaseUrl, properties);
  }

  @Override
  public String toString() {
    return "Target[%s]".formatted(address);
  }
}
