package dev.lipsweep.persistence.webhook;

import dev.lipsweep.persistence.Columns;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is still to be sent. A delivery that is taken becomes due again after a while, so that one
 * whose sender was killed is sent by another: at least once, with the same id.
 */
@Component
@Transactional
public class Outbox {
  /** After so many tries nobody is there: half a day. */
  public static final int MOST_ATTEMPTS = 20;

  private static final Duration TAKEN = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int LONGEST_ERROR = 500;

  private static final String TAKE =
      """
      update webhook_delivery d
      set attempts = attempts + 1, due_at = now() + :taken * interval '1 ms'
      from webhook w
      where w.id = d.webhook_id and d.id in (
        select id from webhook_delivery where state = 'PENDING' and due_at <= now()
        order by due_at limit :most for update skip locked)
      returning d.id, d.payload, d.attempts, w.url, w.secret
      """;

  private final JdbcClient jdbc;

  Outbox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Something to send.
   *
   * @param attempt this one's number, from 1
   */
  public record Letter(UUID id, String url, String secret, String payload, int attempt) {
    @Override
    public String toString() {
      return "Letter[%s to %s]".formatted(id, url);
    }
  }

  /** Takes what is due, {@code most} at most. */
  public List<Letter> take(int most) {
    return jdbc.sql(TAKE)
        .param("most", most)
        .param("taken", TAKEN.toMillis())
        .query(
            (row, n) ->
                new Letter(
                    Columns.uuid(row, "id"),
                    row.getString("url"),
                    row.getString("secret"),
                    row.getString("payload"),
                    row.getInt("attempts")))
        .list();
  }

  /** It has arrived. */
  public void delivered(UUID delivery, int status) {
    jdbc.sql(
            """
            update webhook_delivery set state = 'DELIVERED', finished_at = now(), last_status = :status, last_error = null
            where id = :id and state = 'PENDING'
            """)
        .param("id", delivery)
        .param("status", status)
        .update();
  }

  /**
   * It has not: it is tried again, ten seconds later at first, then after ever longer pauses, or
   * given up.
   *
   * @param status null if there was no answer
   */
  public void failed(Letter letter, @Nullable Integer status, String error) {
    jdbc.sql(
            """
            update webhook_delivery
            set last_status = :status, last_error = :error, due_at = now() + :pause * interval '1 ms',
                state = case when :last then 'GIVEN_UP' else state end,
                finished_at = case when :last then now() end
            where id = :id and state = 'PENDING'
            """)
        .param("id", letter.id())
        .param("status", status, Types.INTEGER)
        .param("error", error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR))
        .param("pause", pause(letter.attempt()).toMillis())
        .param("last", letter.attempt() >= MOST_ATTEMPTS)
        .update();
  }

  /** Deletes what was delivered or given up longer ago than this; returns how many. */
  public int deleteOlderThan(Duration age) {
    return jdbc.sql(
            """
            delete from webhook_delivery
            where state <> 'PENDING' and created_at < now() - :age * interval '1 ms'
            """)
        .param("age", age.toMillis())
        .update();
  }

  static Duration pause(int attempt) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
