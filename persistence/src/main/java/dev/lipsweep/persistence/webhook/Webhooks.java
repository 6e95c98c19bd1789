package dev.lipsweep.persistence.webhook;

import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.UuidV7;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Webhooks, and what they are told: with the change itself, not after it. */
@Component
@Transactional
public class Webhooks {
  private static final int MOST_DELIVERIES = 200;

  private final JdbcClient jdbc;

  Webhooks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param secret the key of its signatures; never given out again
   */
  public Webhook register(String url, List<String> frontiers, String secret) {
    return jdbc.sql(
            """
            insert into webhook (id, url, frontiers, secret) values (:id, :url, :frontiers, :secret) returning *
            """)
        .param("id", UuidV7.next())
        .param("url", url)
        .param("frontiers", frontiers.toArray(String[]::new))
        .param("secret", secret)
        .query((row, n) -> webhook(row))
        .single();
  }

  @Transactional(readOnly = true)
  public List<Webhook> all() {
    return jdbc.sql("select * from webhook order by id").query((row, n) -> webhook(row)).list();
  }

  @Transactional(readOnly = true)
  public Optional<Webhook> find(UUID id) {
    return jdbc.sql("select * from webhook where id = :id")
        .param("id", id)
        .query((row, n) -> webhook(row))
        .optional();
  }

  /** What was still to be sent is not. */
  public boolean delete(UUID id) {
    return jdbc.sql("delete from webhook where id = :id").param("id", id).update() > 0;
  }

  /**
   * Puts what happened to a frontier into the outbox, in the current transaction.
   *
   * @param event its kind, as the event stream names it
   * @param data what is said of it, to be written as JSON
   */
  public void tell(String frontier, String event, Object data) {
    List<UUID> listeners =
        jdbc.sql(
                "select id from webhook where frontiers = '{}' or :frontier = any (frontiers) order by id")
            .param("frontier", frontier)
            .query(UUID.class)
            .list();
    String payload = Jsonb.write(Map.of("event", event, "data", data));
    for (UUID listener : listeners) {
      jdbc.sql(
              "insert into webhook_delivery (id, webhook_id, payload) values (:id, :webhook, :payload)")
          .param("id", UuidV7.next())
          .param("webhook", listener)
          .param("payload", payload)
          .update();
    }
  }

  /** The latest first. */
  @Transactional(readOnly = true)
  public List<Delivery> deliveries(UUID webhook) {
    return jdbc.sql(
            "select * from webhook_delivery where webhook_id = :webhook order by id desc limit :most")
        .param("webhook", webhook)
        .param("most", MOST_DELIVERIES)
        .query((row, n) -> delivery(row))
        .list();
  }

  private static Webhook webhook(ResultSet row) throws SQLException {
    Array frontiers = row.getArray("frontiers");
    return new Webhook(
        Columns.uuid(row, "id"),
        row.getString("url"),
        Arrays.asList((String[]) frontiers.getArray()),
        Columns.instant(row, "created_at"));
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    Long status = Columns.whole(row, "last_status");
    return new Delivery(
        Columns.uuid(row, "id"),
        Delivery.State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        Columns.instant(row, "due_at"),
        status == null ? null : Math.toIntExact(status),
        row.getString("last_error"),
        Columns.instant(row, "created_at"),
        Columns.instantOrNull(row, "finished_at"));
  }
}
