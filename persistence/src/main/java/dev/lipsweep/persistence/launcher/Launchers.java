package dev.lipsweep.persistence.launcher;

import dev.lipsweep.persistence.Columns;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Launchers say what they see; whoever asks is told. */
@Component
@Transactional
public class Launchers {
  /** A launcher speaks every few seconds: one that has been silent for so long is no more. */
  private static final String LIST =
      "select * from launcher where seen_at > now() - interval '1 day' order by name";

  /** Most looks see nothing new; then a row now and then says that somebody still looks. */
  private static final String NOTE =
      """
      insert into launcher (name, engine, wanted, running, waiting, held, rest_until, problem)
      values (:name, :engine, :wanted, :running, :waiting, :held, :rest, :problem)
      on conflict (name) do update
      set engine = excluded.engine, wanted = excluded.wanted, running = excluded.running, waiting = excluded.waiting,
          held = excluded.held, rest_until = excluded.rest_until, problem = excluded.problem, seen_at = now()
      where launcher.seen_at < now() - interval '10 s'
         or (launcher.wanted, launcher.running, launcher.waiting, launcher.held, launcher.rest_until, launcher.problem)
            is distinct from (excluded.wanted, excluded.running, excluded.waiting, excluded.held, excluded.rest_until, excluded.problem)
      """;

  private final JdbcClient jdbc;

  Launchers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void note(LauncherState state) {
    jdbc.sql(NOTE)
        .param("name", state.name())
        .param("engine", state.engine())
        .param("wanted", state.wanted())
        .param("running", state.running())
        .param("waiting", state.waiting())
        .param("held", state.held())
        .param("rest", utc(state.restUntil()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("problem", state.problem(), Types.VARCHAR)
        .update();
  }

  @Transactional(readOnly = true)
  public List<SeenLauncher> list() {
    return jdbc.sql(LIST)
        .query(
            (row, n) ->
                new SeenLauncher(
                    new LauncherState(
                        row.getString("name"),
                        row.getString("engine"),
                        row.getInt("wanted"),
                        row.getInt("running"),
                        row.getInt("waiting"),
                        row.getInt("held"),
                        Columns.instantOrNull(row, "rest_until"),
                        row.getString("problem")),
                    Columns.instant(row, "seen_at")))
        .list();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }
}
