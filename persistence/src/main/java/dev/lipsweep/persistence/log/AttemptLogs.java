package dev.lipsweep.persistence.log;

import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.wire.LogPiece;
import dev.lipsweep.persistence.Columns;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What trainers say, so that it can be read wherever they ran. */
@Component
@Transactional
public class AttemptLogs {
  /** A piece that is there already is as good as stored, whoever holds the trial now. */
  private static final String APPEND =
      """
      with piece as (
        insert into attempt_log (attempt_id, from_byte, text)
        select a.id, :from, :text
        from attempt a join trial t on t.id = a.trial_id
        where a.id = :attempt and a.epoch = :epoch and t.epoch = a.epoch and t.state = 'RUNNING' and :from < :most
        on conflict do nothing
      )
      select exists (select from attempt a join trial t on t.id = a.trial_id
                     where a.id = :attempt and a.epoch = :epoch and t.epoch = a.epoch and t.state = 'RUNNING')
      """;

  private static final String READ =
      """
      select a.id, a.epoch, coalesce(sum(octet_length(l.text)), 0) as bytes,
             coalesce(right(string_agg(l.text, '' order by l.from_byte), :most), '') as text
      from attempt a left join attempt_log l on l.attempt_id = a.id
      where a.trial_id = (select coalesce(origin_trial_id, id) from trial where id = :trial)
      group by a.id order by a.epoch
      """;

  private final JdbcClient jdbc;

  AttemptLogs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Stores a piece, unless there is enough already.
   *
   * @throws StaleEpoch if the attempt no longer holds its trial
   */
  public void append(UUID attempt, LogPiece piece) {
    boolean holds =
        jdbc.sql(APPEND)
            .param("attempt", attempt)
            .param("epoch", piece.epoch())
            .param("from", piece.from())
            .param("most", LogPiece.MOST_BYTES)
            .param("text", piece.text().replace('\0', '\uFFFD'))
            .query(Boolean.class)
            .single();
    if (!holds) {
      throw new StaleEpoch(attempt, piece.epoch());
    }
  }

  /**
   * The logs of a trial's attempts, by rising epoch; those of a trial whose result was taken from
   * another are that one's.
   *
   * @param mostCharacters of each, its end
   */
  @Transactional(readOnly = true)
  public List<AttemptLog> of(UUID trial, int mostCharacters) {
    return jdbc.sql(READ)
        .param("trial", trial)
        .param("most", mostCharacters)
        .query(
            (row, n) ->
                new AttemptLog(
                    Columns.uuid(row, "id"),
                    row.getLong("epoch"),
                    row.getLong("bytes"),
                    row.getString("text")))
        .list();
  }
}
