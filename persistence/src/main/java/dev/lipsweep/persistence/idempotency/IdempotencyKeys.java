package dev.lipsweep.persistence.idempotency;

import java.sql.Types;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps answers for a day, so that a request that is sent again does its work once. A request whose
 * server died at work may begin again after a while.
 */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
public class IdempotencyKeys {
  static final Duration KEPT = Duration.ofDays(1);

  private static final String BEGIN =
      """
      insert into idempotency_key as k (token_id, key, request_hash) values (:token, :key, :hash)
      on conflict (token_id, key) do update set created_at = now()
        where k.status is null and k.request_hash = :hash and k.created_at < now() - interval '1 minute'
      """;

  private static final String READ =
      """
      select request_hash, status, body, location from idempotency_key where token_id = :token and key = :key
      """;

  private final JdbcClient jdbc;

  IdempotencyKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param requestHash SHA-256 of method, path and body
   */
  public Begun begin(UUID token, String key, String requestHash) {
    int begun =
        jdbc.sql(BEGIN).param("token", token).param("key", key).param("hash", requestHash).update();
    if (begun == 1) {
      return new Begun.Fresh();
    }
    return jdbc.sql(READ)
        .param("token", token)
        .param("key", key)
        .query(
            (row, n) -> {
              if (!row.getString("request_hash").equals(requestHash)) {
                return new Begun.Reused();
              }
              int status = row.getInt("status");
              return row.wasNull()
                  ? new Begun.InFlight()
                  : new Begun.Answered(status, row.getString("body"), row.getString("location"));
            })
        .optional()
        .orElseGet(Begun.InFlight::new);
  }

  public void finish(UUID token, String key, int status, String body, @Nullable String location) {
    jdbc.sql(
            """
            update idempotency_key set status = :status, body = :body, location = :location
            where token_id = :token and key = :key
            """)
        .param("token", token)
        .param("key", key)
        .param("status", status)
        .param("body", body)
        .param("location", location, Types.VARCHAR)
        .update();
  }

  /** The work failed: the key may be used again. */
  public void forget(UUID token, String key) {
    jdbc.sql(
            "delete from idempotency_key where token_id = :token and key = :key and status is null")
        .param("token", token)
        .param("key", key)
        .update();
  }

  /**
   * Deletes what is older than a day.
   *
   * @return how many
   */
  public int deleteOld() {
    return jdbc.sql(
            "delete from idempotency_key where created_at < now() - :kept * interval '1 ms'")
        .param("kept", KEPT.toMillis())
        .update();
  }
}
