package dev.lipsweep.persistence;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.sweep.DefinitionReader;
import dev.lipsweep.domain.sweep.SweepDefinition;
import dev.lipsweep.domain.wire.CertificateRecord;
import dev.lipsweep.domain.wire.ClaimRequest;
import dev.lipsweep.domain.wire.Completion;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.domain.wire.TrialResult;
import dev.lipsweep.domain.wire.WorkerRegistration;
import dev.lipsweep.domain.wire.WorkerRegistration.Device;
import dev.lipsweep.persistence.lease.ClaimTrials;
import dev.lipsweep.persistence.lease.EndAttempt;
import dev.lipsweep.persistence.sweep.NewSweep;
import dev.lipsweep.persistence.sweep.NewTrial;
import dev.lipsweep.persistence.sweep.WriteSweep;
import dev.lipsweep.persistence.worker.Workers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sweeps, workers and results for tests. */
@Component
public class TestSweeps {
  /** The SHA-256 of an artifact whose row is made on demand. */
  private static final String CODE = "code of tests";

  public static final String CHECKPOINT = "c".repeat(64);

  private final WriteSweep write;
  private final TransactionTemplate transaction;
  private final Workers workers;
  private final ClaimTrials claim;
  private final EndAttempt end;
  private final JdbcClient jdbc;

  TestSweeps(
      WriteSweep write,
      TransactionTemplate transaction,
      Workers workers,
      ClaimTrials claim,
      EndAttempt end,
      JdbcClient jdbc) {
    this.write = write;
    this.transaction = transaction;
    this.workers = workers;
    this.claim = claim;
    this.end = end;
    this.jdbc = jdbc;
  }

  /** A definition with so many trials: one configuration, as many seeds. */
  public static Map<String, Object> tree(String name, int trials) {
    return Map.of(
        "name",
        name,
        "recipe",
        "text-tiny",
        "seeds",
        IntStream.range(0, trials).boxed().toList(),
        "space",
        List.of(
            Map.of("optimizer", "muon", "constraint", "none", "learningRate", 0.1, "steps", 100)));
  }

  public UUID sweep(String name, int trials) {
    return sweep(name, trials, Map.of());
  }

  /** A stored sweep; {@code more} are further keys of its definition. */
  public UUID sweep(String name, int trials, Map<String, Object> more) {
    var tree = new HashMap<>(tree(name, trials));
    tree.putAll(more);
    return sweep(tree);
  }

  public UUID sweep(Map<String, Object> tree) {
    SweepDefinition definition = DefinitionReader.read(tree);
    UUID id = UuidV7.next();
    transaction.executeWithoutResult(
        status -> {
          write.sweep(new NewSweep(id, definition, "as written", Jsonb.write(tree)));
          write.trials(id, write.expansion(id).orElseThrow(), NewTrial.of(definition));
        });
    return id;
  }

  public UUID worker(String name) {
    return worker(name, Map.of("text-tiny", 1, "cifar-mlp", 1));
  }

  public UUID worker(String name, Map<String, Integer> recipes) {
    return worker(name, recipes, Map.of(), device("cpu", 0, 1 << 30, 4));
  }

  /** A worker with these devices. */
  public UUID worker(String name, Map<String, String> labels, Device... devices) {
    return worker(name, Map.of("text-tiny", 1), labels, devices);
  }

  public static Device device(String kind, int index, long freeBytes, int slots) {
    return new Device(kind, index, kind + " of a test", 2 * freeBytes, freeBytes, slots);
  }

  /** A worker whose trainer is another build than that of {@link #completed}'s results. */
  public UUID workerOfOtherCode(String name) {
    return worker(
        name, "other code", Map.of("text-tiny", 1), Map.of(), device("cpu", 0, 1L << 40, 4));
  }

  private UUID worker(
      String name, Map<String, Integer> recipes, Map<String, String> labels, Device... devices) {
    return worker(name, CODE, recipes, labels, devices);
  }

  private UUID worker(
      String name,
      String codeDigest,
      Map<String, Integer> recipes,
      Map<String, String> labels,
      Device... devices) {
    return workers
        .register(
            new WorkerRegistration(
                name,
                "host",
                "test",
                codeDigest,
                Arrays.stream(devices).mapToInt(Device::slots).sum(),
                1,
                List.of(devices),
                recipes,
                labels),
            null)
        .workerId();
  }

  public List<Lease> claim(UUID worker, int slots) {
    return claim.claim(worker, new ClaimRequest(slots, heldBy(worker))).leases();
  }

  /** Claims for slots of certain devices, such as {@code {cuda:0: 2}}. */
  public List<Lease> claim(UUID worker, Map<String, Integer> idle) {
    int slots = idle.values().stream().mapToInt(Integer::intValue).sum();
    return claim.claim(worker, new ClaimRequest(slots, heldBy(worker), idle)).leases();
  }

  public Lease claimOne(UUID worker) {
    return claim(worker, 1).getFirst();
  }

  public void complete(Lease lease) {
    complete(lease, LogBound.of(10), 0.5);
  }

  public void complete(Lease lease, LogBound bound, double accuracy) {
    artifact(CHECKPOINT);
    end(lease, completed(bound, accuracy));
  }

  public void end(Lease lease, Outcome outcome) {
    end.end(lease.attemptId(), new Completion(lease.epoch(), outcome));
  }

  public static Outcome completed(LogBound bound, double accuracy) {
    return new Outcome.Completed(
        new TrialResult(
            accuracy,
            1.5,
            100,
            2.5,
            CHECKPOINT,
            List.of(
                certificate("certified-quick", bound), certificate("full-matrix", bound.times(2))),
            Map.of("train/loss", 1.25),
            Map.of("engine", "test", "codeDigest", CODE)),
        false);
  }

  public static CertificateRecord certificate(String rule, LogBound bound) {
    return new CertificateRecord(
        rule,
        1,
        true,
        bound,
        "the unit sphere of token embeddings",
        "Gram iteration",
        1e-9,
        CHECKPOINT,
        List.of(new CertificateRecord.LayerNorm("out", 4.0)),
        LogBound.UNKNOWN,
        List.of(
            new CertificateRecord.Contribution("out", 0.6020599913279624),
            new CertificateRecord.Contribution("rest", null)));
  }

  /** The row of an artifact, without bytes. */
  public void artifact(String sha256) {
    jdbc.sql(
            "insert into artifact (sha256, size_bytes) values (:sha256, 10) on conflict do nothing")
        .param("sha256", sha256)
        .update();
  }

  /** Lets a lease run out without waiting. */
  public void expire(Lease lease) {
    jdbc.sql(
            "update trial set lease_until = now() - interval '1 s' where id = :id and state = 'RUNNING'")
        .param("id", lease.trialId())
        .update();
  }

  public String trialState(UUID trial) {
    return jdbc.sql("select state from trial where id = :id")
        .param("id", trial)
        .query(String.class)
        .single();
  }

  public String attemptState(UUID attempt) {
    return jdbc.sql("select state from attempt where id = :id")
        .param("id", attempt)
        .query(String.class)
        .single();
  }

  public String sweepState(UUID sweep) {
    return jdbc.sql("select state from sweep where id = :id")
        .param("id", sweep)
        .query(String.class)
        .single();
  }

  public void setSweepState(UUID sweep, String state) {
    jdbc.sql(
            "update sweep set state = :state, finished_at = case when :state in ('COMPLETED', 'CANCELLED') then now() end where id = :id")
        .param("id", sweep)
        .param("state", state)
        .update();
  }

  private List<UUID> heldBy(UUID worker) {
    return jdbc.sql(
            """
            select a.id from trial t join attempt a on a.trial_id = t.id and a.epoch = t.epoch
            where t.lease_worker_id = :worker and t.state = 'RUNNING'
            """)
        .param("worker", worker)
        .query(UUID.class)
        .list();
  }
}
