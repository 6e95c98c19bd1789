package dev.lipsweep.persistence.artifact;

import dev.lipsweep.persistence.frontier.Frontiers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets go of what sweeps do not keep. Rows go first, bytes when no row refers to them any more and
 * the grace time is over. What a trial under way has to go on from has a row.
 */
@Component
public class Retention {
  private static final int BATCH = 1000;

  /** FAILED ones may be tried again, and then go on from where they were. */
  private static final String LET_GO =
      """
      with gone as (
        select id from trial
        where sweep_id = :sweep and checkpoint_sha256 is not null and finished_at is not null
          and state <> 'FAILED' and not id = any(cast(:kept as uuid[]))
        limit :batch for no key update skip locked
      ), forgotten as (
        delete from checkpoint c using gone where c.trial_id = gone.id
      )
      update trial t set checkpoint_sha256 = null, checkpoint_step = null, checkpoint_bytes = null
      from gone where t.id = gone.id
      """;

  private final JdbcClient jdbc;
  private final Frontiers frontiers;
  private final Artifacts artifacts;
  private final ArtifactStore store;
  private final ArtifactProperties properties;
  private final TransactionTemplate snapshot;

  Retention(
      JdbcClient jdbc,
      Frontiers frontiers,
      Artifacts artifacts,
      ArtifactStore store,
      ArtifactProperties properties,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.frontiers = frontiers;
    this.artifacts = artifacts;
    this.store = store;
    this.properties = properties;
    // a trial that ends after the frontier was looked at must not be seen afterwards either
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /**
   * Lets go of the checkpoints of ended trials in sweeps that keep none, but for their frontier's.
   *
   * @return how many trials lost theirs
   */
  public int letGo() {
    List<UUID> sweeps =
        jdbc.sql(
                """
                select id from sweep s where keep_checkpoints = 0 and exists (
                  select from trial t
                  where t.sweep_id = s.id and t.checkpoint_sha256 is not null and t.finished_at is not null)
                """)
            .query(UUID.class)
            .list();
    int all = 0;
    for (UUID sweep : sweeps) {
      Integer gone = snapshot.execute(status -> letGo(sweep));
      all += gone == null ? 0 : gone;
    }
    return all;
  }

  private int letGo(UUID sweep) {
    boolean keepsFrontier =
        jdbc.sql("select keep_frontier from sweep where id = :sweep")
            .param("sweep", sweep)
            .query(Boolean.class)
            .single();
    Set<UUID> kept = keepsFrontier ? frontiers.trialsOnFrontier(sweep) : Set.of();
    return jdbc.sql(LET_GO)
        .param("sweep", sweep)
        .param("kept", kept.stream().map(UUID::toString).toArray(String[]::new))
        .param("batch", BATCH)
        .update();
  }

  /**
   * Deletes bytes that have no row, as a server leaves that is killed between the two, and what
   * uploads left unfinished. Reads the whole store, so it is not for every minute.
   *
   * @return how many artifacts and unfinished uploads there were
   */
  public int sweepOrphans() throws IOException {
    int[] swept = {store.dropUnfinished(properties.grace())};
    var batch = new ArrayList<String>(BATCH);
    store.eachOlderThan(
        properties.grace(),
        sha256 -> {
          batch.add(sha256);
          if (batch.size() == BATCH) {
            swept[0] += artifacts.deleteUnknown(batch);
            batch.clear();
          }
        });
    return swept[0] + artifacts.deleteUnknown(batch);
  }
}
