package dev.lipsweep.api.launch;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where the database is. */
public record Database(String url, @Nullable String user, @Nullable String password) {
  private static final int OLDEST = 15;
  private static final int PATIENCE_SECONDS = 10;

  /**
   * Connects once, so that a wrong address is one line and not a page.
   *
   * @throws StartupRefused if nothing answers, it lets us not in, or it is too old
   */
  public void requireReachable() {
    var properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty("loginTimeout", Integer.toString(PATIENCE_SECONDS));
    try (Connection connection = DriverManager.getConnection(url, properties)) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST) {
        throw refused("is PostgreSQL %d: lipsweep needs %d or newer".formatted(version, OLDEST));
      }
    } catch (SQLException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
      throw refused(
          "does not let us in (%s): check --database-url, --database-user and LIPSWEEP_DATABASE_PASSWORD, and that it runs"
              .formatted(reason));
    }
  }

  /** The address without what follows the question mark, which may hold a password. */
  private StartupRefused refused(String what) {
    String shown = url.contains("?") ? url.substring(0, url.indexOf('?')) : url;
    return new StartupRefused(
        StartupRefused.DATABASE_UNAVAILABLE, "the database %s %s".formatted(shown, what));
  }

  @Override
  public String toString() {
    return "Database[%s]".formatted(user);
  }
}
