package dev.lipsweep.scheduler.loop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Lets one server at a time run a loop. The advisory lock belongs to a connection of its own, so it
 * is gone when that server is.
 */
@Component
public class Turn {
  private static final int CLASS_ID = 0x6c6f6f70;

  private final DataSource dataSource;

  Turn(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Runs {@code work} unless another server is at it.
   *
   * @return true if it was run
   */
  public boolean take(String loop, Runnable work) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(true);
      if (!ask(connection, "select pg_try_advisory_lock(?, hashtext(?))", loop)) {
        return false;
      }
      try {
        work.run();
      } finally {
        ask(connection, "select pg_advisory_unlock(?, hashtext(?))", loop);
      }
      return true;
    } catch (SQLException e) {
      throw new IllegalStateException(
          "loop %s: no turn, the database does not answer; it tries again".formatted(loop), e);
    }
  }

  private static boolean ask(Connection connection, String sql, String loop) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, CLASS_ID);
      statement.setString(2, loop);
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }
}
