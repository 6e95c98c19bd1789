package dev.lipsweep.persistence.artifact;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows, for all servers, since when uploads find no room in the artifact store. */
@Component
public class StoreAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(StoreAlarm.class);

  private static final String RAISE =
      """
      insert into artifact_store_full as f (message) values (:message)
      on conflict (one) do update set refused = f.refused + 1, message = excluded.message
      returning refused
      """;

  private final JdbcClient jdbc;

  StoreAlarm(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Tells people once; uploads are refused again and again. */
  void raise(StoreFull full) {
    long refused =
        jdbc.sql(RAISE)
            .param("message", String.valueOf(full.getMessage()))
            .query(Long.class)
            .single();
    if (refused == 1) {
      LOG.error("{}; training goes on without checkpoints", full.getMessage());
    }
  }

  void clear() {
    if (jdbc.sql("delete from artifact_store_full").update() > 0) {
      LOG.info("artifacts find room again");
    }
  }

  /** Empty if the last upload found room. */
  public Optional<FullStore> alarm() {
    return jdbc.sql("select since, refused, message from artifact_store_full")
        .query(
            (row, n) ->
                new FullStore(
                    row.getObject("since", OffsetDateTime.class).toInstant(),
                    row.getLong("refused"),
                    row.getString("message")))
        .optional();
  }
}
