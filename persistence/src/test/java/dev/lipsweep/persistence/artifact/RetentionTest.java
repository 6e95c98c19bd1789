package dev.lipsweep.persistence.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.digest.Sha256;
import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.wire.CheckpointReport;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.domain.wire.TrialResult;
import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.TestSweeps;
import dev.lipsweep.persistence.lease.StoreCheckpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class RetentionTest extends DatabaseTest {
  @Autowired Retention retention;
  @Autowired Artifacts artifacts;
  @Autowired ArtifactStore store;
  @Autowired StoreAlarm alarm;
  @Autowired StoreCheckpoint checkpoint;
  @Autowired ArtifactProperties properties;
  @Autowired TransactionTemplate transaction;

  /** A trial as it should be: its checkpoints from old to new, and its result. */
  private static final class Model {
    final Lease lease;
    final List<String> checkpoints = new ArrayList<>();
    boolean ended;
    boolean failed;
    double log10;
    double accuracy = Double.NaN;

    Model(Lease lease) {
      this.lease = lease;
    }

    boolean isBeatenBy(Model other) {
      return !Double.isNaN(other.accuracy)
          && other.log10 <= log10
          && other.accuracy >= accuracy
          && (other.log10 < log10
              || other.accuracy > accuracy
              || other.lease.trialNumber() < lease.trialNumber());
    }
  }

  @Test
  void what_is_kept_is_what_the_sweep_says_whatever_happens_in_which_order() throws Exception {
    var random = new Random(20261122);
    for (int keep : new int[] {0, 1, 2, 3}) {
      for (boolean frontier : new boolean[] {true, false}) {
        emptyAll();
        history(random, keep, frontier);
      }
    }
  }

  private void history(Random random, int keep, boolean frontier) throws Exception {
    sweeps.sweep("s", 6, Map.of("keep", Map.of("checkpoints", keep, "frontier", frontier)));
    var trials = new ArrayList<Model>();
    for (int worker = 0; worker < 6; worker++) {
      trials.add(new Model(sweeps.claimOne(sweeps.worker("w" + worker))));
    }
    var uploaded = new HashSet<String>();
    for (int i = 0; i < 40; i++) {
      Model trial = trials.get(random.nextInt(trials.size()));
      if (trial.ended) {
        continue;
      }
      String sha256 = upload();
      uploaded.add(sha256);
      switch (random.nextInt(8)) {
        case 0 -> complete(trial, sha256, random);
        case 1 -> fail(trial);
        default -> report(trial, sha256);
      }
      if (random.nextInt(4) == 0) {
        retain();
        assertThat(stored(uploaded)).isEqualTo(expected(trials, keep, frontier));
      }
    }
    retain();
    assertThat(stored(uploaded)).isEqualTo(expected(trials, keep, frontier));
    assertThat(retention.letGo()).isZero();
  }

  private Set<String> expected(List<Model> trials, int keep, boolean frontier) {
    var expected = new HashSet<String>();
    for (Model trial : trials) {
      boolean front =
          frontier && !Double.isNaN(trial.accuracy) && trials.stream().noneMatch(trial::isBeatenBy);
      boolean needed = !trial.ended || trial.failed || front;
      int count = needed ? Math.max(keep, 1) : keep;
      int from = Math.max(0, trial.checkpoints.size() - count);
      expected.addAll(trial.checkpoints.subList(from, trial.checkpoints.size()));
    }
    return expected;
  }

  @Test
  void a_trial_that_runs_always_finds_the_checkpoint_it_has_to_go_on_from() throws Exception {
    sweeps.sweep("s", 1, Map.of("keep", Map.of("checkpoints", 0, "frontier", false)));
    Lease lease = sweeps.claimOne(sweeps.worker("w"));
    var trial = new Model(lease);
    report(trial, upload());
    report(trial, upload());
    retain();

    sweeps.expire(lease);
    jdbc.sql(
            "update trial set state = 'READY', lease_until = null, lease_worker_id = null where id = :id")
        .param("id", lease.trialId())
        .update();
    retain();
    Lease.Checkpoint start = sweeps.claimOne(sweeps.worker("other")).checkpoint();

    assertThat(start).isNotNull();
    assertThat(start.sha256()).isEqualTo(trial.checkpoints.getLast());
    assertThat(artifacts.open(start.sha256())).isPresent();
  }

  @Test
  void bytes_without_a_row_are_swept_and_others_stay() throws Exception {
    var trial = new Model(sweepOfOne());
    String kept = upload();
    report(trial, kept);
    String orphan = upload();
    jdbc.sql("delete from artifact where sha256 = :sha256").param("sha256", orphan).update();

    assertThat(artifacts.deleteUnknown(List.of(kept, orphan))).isEqualTo(1);

    assertThat(store.contains(orphan)).isFalse();
    assertThat(store.contains(kept)).isTrue();
    // younger than the grace time: an upload may be between its bytes and its row
    String young = upload();
    jdbc.sql("delete from artifact where sha256 = :sha256").param("sha256", young).update();
    retention.sweepOrphans();
    assertThat(store.contains(young)).isTrue();
  }

  @Test
  void a_full_store_raises_an_alarm_that_the_next_stored_artifact_clears() throws Exception {
    var noRoom = new FolderArtifactStore(properties.folder().resolve("full"), Long.MAX_VALUE);
    var full = new Artifacts(jdbc, transaction, noRoom, alarm, properties);
    byte[] bytes = "no room".getBytes(StandardCharsets.UTF_8);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> full.store(Sha256.of(bytes), new ByteArrayInputStream(bytes)))
          .isInstanceOf(StoreFull.class);
    }
    assertThat(alarm.alarm())
        .hasValueSatisfying(
            raised -> {
              assertThat(raised.refused()).isEqualTo(2);
              assertThat(raised.message()).contains("no room for artifacts in");
            });

    upload();
    assertThat(alarm.alarm()).isEmpty();
  }

  private Lease sweepOfOne() {
    sweeps.sweep("one", 1);
    return sweeps.claimOne(sweeps.worker("w"));
  }

  private void report(Model trial, String sha256) {
    trial.checkpoints.add(sha256);
    int step = trial.checkpoints.size();
    checkpoint.store(
        trial.lease.attemptId(), new CheckpointReport(trial.lease.epoch(), sha256, step, 10));
  }

  private void complete(Model trial, String sha256, Random random) {
    trial.checkpoints.add(sha256);
    trial.ended = true;
    // few values, so that equal ones come up
    trial.log10 = random.nextInt(4);
    trial.accuracy = random.nextInt(5) / 4.0;
    var result =
        new TrialResult(
            trial.accuracy,
            1.5,
            100,
            2.5,
            sha256,
            List.of(TestSweeps.certificate("certified", LogBound.ofLog10(trial.log10))),
            Map.of(),
            Map.of());
    sweeps.end(trial.lease, new Outcome.Completed(result, false));
  }

  private void fail(Model trial) {
    trial.ended = true;
    trial.failed = true;
    jdbc.sql("update trial set failures = 99 where id = :id")
        .param("id", trial.lease.trialId())
        .update();
    sweeps.end(trial.lease, new Outcome.Failed(FailureCause.TRAINER_ERROR, "as the test wants"));
  }

  private int uploads;

  private String upload() throws IOException {
    byte[] bytes = (UUID.randomUUID() + " " + uploads++).getBytes(StandardCharsets.UTF_8);
    String sha256 = Sha256.of(bytes);
    artifacts.store(sha256, new ByteArrayInputStream(bytes));
    return sha256;
  }

  /** All loops of retention, as if the grace time were over. */
  private void retain() throws IOException {
    retention.letGo();
    jdbc.sql("update artifact set created_at = now() - interval '2 h'").update();
    artifacts.deleteLeftBehind();
  }

  private Set<String> stored(Set<String> uploaded) throws IOException {
    var stored = new HashSet<String>();
    for (String sha256 : uploaded) {
      if (store.contains(sha256)) {
        stored.add(sha256);
      }
    }
    return stored;
  }

  private void emptyAll() {
    jdbc.sql("truncate sweep, configuration, worker, artifact cascade").update();
  }
}
