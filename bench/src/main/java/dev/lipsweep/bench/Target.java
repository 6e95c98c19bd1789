package dev.lipsweep.bench;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

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
