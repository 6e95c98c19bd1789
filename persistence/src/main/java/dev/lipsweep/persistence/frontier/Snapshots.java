package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.digest.Sha256;
import dev.lipsweep.persistence.Columns;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Snapshots of named frontiers: written once, under the hash of what is written. */
@Component
@Transactional
public class Snapshots {
  private final JdbcClient jdbc;

  Snapshots(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps a state. The same state is kept once. */
  public Snapshot keep(UUID frontierId, FrontierState state) {
    String content = state.canonical();
    String sha256 = Sha256.of(content.getBytes(StandardCharsets.UTF_8));
    jdbc.sql(
            """
            insert into frontier_snapshot (frontier_id, sha256, taken_at, points, content)
            values (:frontier, :sha256, now(), :points, :content)
            on conflict do nothing
            """)
        .param("frontier", frontierId)
        .param("sha256", sha256)
        .param("points", state.size())
        .param("content", content)
        .update();
    return beginningWith(frontierId, sha256).getFirst();
  }

  /** The latest first. */
  @Transactional(readOnly = true)
  public List<Snapshot> all(UUID frontierId) {
    return beginningWith(frontierId, "");
  }

  /**
   * Those whose hash begins so, the latest first.
   *
   * @param prefix hexadecimal digits
   */
  @Transactional(readOnly = true)
  public List<Snapshot> beginningWith(UUID frontierId, String prefix) {
    return jdbc.sql(
            """
            select * from frontier_snapshot where frontier_id = :frontier and starts_with(sha256, :prefix)
            order by taken_at desc, sha256
            """)
        .param("frontier", frontierId)
        .param("prefix", prefix)
        .query((row, n) -> snapshot(row))
        .list();
  }

  private static Snapshot snapshot(ResultSet row) throws SQLException {
    return new Snapshot(
        row.getString("sha256"),
        Columns.instant(row, "taken_at"),
        row.getInt("points"),
        row.getString("content"));
  }
}
