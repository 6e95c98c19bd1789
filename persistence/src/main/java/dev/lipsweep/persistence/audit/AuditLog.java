package dev.lipsweep.persistence.audit;

import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who did what to which thing and when. Nothing changes an entry; age and number bound the log. */
@Component
@Transactional
public class AuditLog {
  private static final Duration KEPT = Duration.ofDays(90);

  /** Whoever floods the server with refused requests must not fill the disk. */
  private static final long MOST_ENTRIES = 1_000_000;

  private static final int LONGEST_TEXT = 200;

  private static final String PAGE =
      """
      select e.*, t.name as token from audit_entry e left join api_token t on t.id = e.token_id
      where e.seq < :before and (cast(:token as uuid) is null or e.token_id = :token)
      order by e.seq desc limit :limit
      """;

  private final JdbcClient jdbc;

  AuditLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Texts that are too long are cut. */
  public void record(
      @Nullable UUID token, String address, String action, @Nullable String subject, int status) {
    jdbc.sql(
            """
            insert into audit_entry (token_id, address, action, subject, status)
            values (:token, :address, :action, :subject, :status)
            """)
        .param("token", token, Types.OTHER)
        .param("address", address)
        .param("action", printable(action))
        .param("subject", subject == null ? null : printable(subject), Types.VARCHAR)
        .param("status", status)
        .update();
  }

  /**
   * Entries, the latest first.
   *
   * @param token only what this token did; null for all
   * @throws IllegalArgumentException if the cursor is none of ours
   */
  @Transactional(readOnly = true)
  public Page<AuditEntry> page(@Nullable UUID token, @Nullable String cursor, int limit) {
    int wanted = Math.clamp(limit, 1, Page.MOST_ITEMS);
    List<AuditEntry> found =
        jdbc.sql(PAGE)
            .param("before", cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor))
            .param("token", token, Types.OTHER)
            .param("limit", wanted + 1)
            .query((row, n) -> entry(row))
            .list();
    List<AuditEntry> shown = found.subList(0, Math.min(wanted, found.size()));
    String next = found.size() > wanted ? Long.toString(shown.getLast().seq()) : null;
    return new Page<>(shown, next);
  }

  /**
   * Deletes entries older than 90 days, and the oldest beyond a million.
   *
   * @return how many
   */
  public int deleteOld() {
    return jdbc.sql(
            """
            delete from audit_entry
            where at < now() - :kept * interval '1 ms' or seq <= (select max(seq) from audit_entry) - :most
            """)
        .param("kept", KEPT.toMillis())
        .param("most", MOST_ENTRIES)
        .update();
  }

  /** On one line, whatever a client puts into an address. */
  private static String printable(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > LONGEST_TEXT ? plain.substring(0, LONGEST_TEXT) : plain;
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("seq"),
        Columns.instant(row, "at"),
        row.getObject("token_id", UUID.class),
        row.getString("token"),
        row.getString("address"),
        row.getString("action"),
        row.getString("subject"),
        row.getInt("status"));
  }
}
