package dev.lipsweep.persistence.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Artifacts: uploaded under their hash, read by it, deleted when nothing refers to them. Uploading
 * and deleting exclude each other by a lock on the hash, held only while the file is renamed or
 * removed, never while bytes arrive.
 */
@Component
public class Artifacts {
  private static final int BATCH = 100;

  private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(:sha256, 7))";

  /** The touch keeps retention away until the report that makes it somebody's checkpoint. */
  private static final String TOUCH =
      "update artifact set created_at = now() where sha256 = :sha256";

  private static final String INSERT =
      """
      insert into artifact (sha256, size_bytes) values (:sha256, :size)
      on conflict (sha256) do update set created_at = now()
      """;

  private static final String LEFT_BEHIND =
      """
      select sha256 from artifact f
      where created_at < now() - :grace * interval '1 ms'
        and not exists (select from trial t where t.checkpoint_sha256 = f.sha256)
        and not exists (select from checkpoint c where c.sha256 = f.sha256)
      order by created_at limit :batch
      """;

  private static final String DELETE =
      """
      delete from artifact f
      where sha256 = :sha256 and created_at < now() - :grace * interval '1 ms'
        and not exists (select from trial t where t.checkpoint_sha256 = f.sha256)
        and not exists (select from checkpoint c where c.sha256 = f.sha256)
      """;

  private static final String UNKNOWN =
      """
      select sha256 from unnest(:hashes) h(sha256)
      where not exists (select from artifact f where f.sha256 = h.sha256)
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ArtifactStore store;
  private final StoreAlarm alarm;
  private final ArtifactProperties properties;

  Artifacts(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      ArtifactStore store,
      StoreAlarm alarm,
      ArtifactProperties properties) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.store = store;
    this.alarm = alarm;
    this.properties = properties;
  }

  /**
   * Stores an artifact. If it is there already, {@code bytes} is not read.
   *
   * @return true if it was stored now, false if it was there
   * @throws HashMismatch if the bytes have another hash
   * @throws StoreFull if there is no room
   */
  public boolean store(String sha256, InputStream bytes) throws IOException {
    if (store.contains(sha256) && jdbc.sql(TOUCH).param("sha256", sha256).update() == 1) {
      return false;
    }
    try (ArtifactStore.Upload upload = store.receive(sha256, bytes)) {
      locked(
          sha256,
          () -> {
            jdbc.sql(INSERT).param("sha256", sha256).param("size", upload.sizeBytes()).update();
            upload.publish();
          });
      alarm.clear();
      return true;
    } catch (StoreFull e) {
      alarm(e);
      throw e;
    }
  }

  /** The disk that is full may be the database's too: then the refusal alone has to tell. */
  private void alarm(StoreFull full) {
    try {
      alarm.raise(full);
    } catch (DataAccessException e) {
      full.addSuppressed(e);
    }
  }

  /** How much there is, by the rows. */
  public StoredArtifacts stored() {
    return jdbc.sql("select count(*), coalesce(sum(size_bytes), 0) from artifact")
        .query((row, n) -> new StoredArtifacts(store.place(), row.getLong(1), row.getLong(2)))
        .single();
  }

  public Optional<Artifact> open(String sha256) throws IOException {
    Optional<Long> size =
        jdbc.sql("select size_bytes from artifact where sha256 = :sha256")
            .param("sha256", sha256)
            .query(Long.class)
            .optional();
    if (size.isEmpty()) {
      return Optional.empty();
    }
    return store.open(sha256).map(bytes -> new Artifact(sha256, size.get(), bytes));
  }

  /**
   * Deletes artifacts that no trial refers to: checkpoints that are no longer kept, and uploads
   * that were never reported.
   *
   * @return how many were deleted; at most a batch
   */
  public int deleteLeftBehind() throws IOException {
    long grace = properties.grace().toMillis();
    List<String> candidates =
        jdbc.sql(LEFT_BEHIND)
            .param("grace", grace)
            .param("batch", BATCH)
            .query(String.class)
            .list();
    for (String sha256 : candidates) {
      locked(
          sha256,
          () -> {
            if (jdbc.sql(DELETE).param("sha256", sha256).param("grace", grace).update() == 1) {
              store.delete(sha256);
            }
          });
    }
    return candidates.size();
  }

  /** Deletes the bytes of those hashes that have no row; returns how many. */
  int deleteUnknown(List<String> hashes) {
    List<String> unknown =
        jdbc.sql(UNKNOWN).param("hashes", hashes.toArray(String[]::new)).query(String.class).list();
    try {
      for (String sha256 : unknown) {
        locked(
            sha256,
            () -> {
              if (!jdbc.sql(UNKNOWN)
                  .param("hashes", new String[] {sha256})
                  .query()
                  .listOfRows()
                  .isEmpty()) {
                store.delete(sha256);
              }
            });
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return unknown.size();
  }

  private void locked(String sha256, Action action) throws IOException {
    try {
      transaction.executeWithoutResult(
          status -> {
            jdbc.sql(LOCK).param("sha256", sha256).query(row -> {});
            try {
              action.run();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private interface Action {
    void run() throws IOException;
  }
}
