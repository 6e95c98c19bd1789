package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.wire.CheckpointReport;
import dev.lipsweep.persistence.artifact.UnknownArtifact;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes an uploaded artifact the trial's current checkpoint. */
@Component
@Transactional
public class StoreCheckpoint {
  /** A report that comes late, with an older step, is accepted and changes nothing. */
  private static final String STORE =
      Held.ONE
          + """
          , stored as (
            update trial t
            set checkpoint_sha256 = f.sha256, checkpoint_step = :step, checkpoint_bytes = f.size_bytes
            from held h join artifact f on f.sha256 = :sha256
            where t.id = h.id and (t.checkpoint_step is null or t.checkpoint_step <= :step)
          ), noted as (
            update attempt a set checkpoint_step = greatest(a.checkpoint_step, :step) from held h
            where a.id = h.attempt and exists (select from artifact where sha256 = :sha256)
          )
          select exists (select from artifact where sha256 = :sha256) from held
          """;

  private final JdbcClient jdbc;

  StoreCheckpoint(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @throws StaleEpoch if the attempt no longer holds its trial
   * @throws UnknownArtifact if the artifact was not uploaded
   */
  public void store(UUID attempt, CheckpointReport report) {
    boolean artifactIsStored =
        jdbc.sql(STORE)
            .param("attempt", attempt)
            .param("epoch", report.epoch())
            .param("step", report.step())
            .param("sha256", report.sha256())
            .query(Boolean.class)
            .optional()
            .orElseThrow(() -> new StaleEpoch(attempt, report.epoch()));
    if (!artifactIsStored) {
      throw new UnknownArtifact(report.sha256());
    }
  }
}
