package dev.lipsweep.persistence.lease;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.lipsweep.domain.wire.ClaimRequest;
import dev.lipsweep.domain.wire.Claimed;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.UuidV7;
import dev.lipsweep.persistence.worker.UnknownWorker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives trials to workers: a worker's own still-valid leases that it does not name as held, then
 * READY trials that ask for what its idle slots have, by priority, fair share between sweeps, and
 * age.
 */
@Component
public class ClaimTrials {
  private static final int MOST_SLOTS = 1024;

  /** After this time a trial that needs much memory is no longer overtaken by those that fit. */
  private static final long PATIENCE_MILLIS = 120_000;

  /**
   * A claim that is sent again to another server while the first is at work waits here for it, and
   * then finds its leases. The row is written at most every two seconds.
   */
  private static final String PRESENT =
      """
      with present as (
        select id, state, last_seen_at, draining_since, devices -> 0 as device from worker
        where id = any (cast(:workers as uuid[])) and state <> 'LEFT'
        order by id
        for no key update
      ), seen as (
        update worker w set last_seen_at = now(), state = 'ALIVE'
        from present p where w.id = p.id and (p.state = 'SILENT' or p.last_seen_at < now() - interval '2 s')
      )
      select id, draining_since is not null as draining, (device ->> 'kind') || ':' || (device ->> 'index') as device
      from present
      """;

  private static final String CLAIM =
      """
      select * from claim_trials(cast(:claims as jsonb), :ttl * interval '1 ms', :patience * interval '1 ms')
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final LeaseProperties properties;
  private final Batches<UUID, Asked, Optional<Claimed>> batches =
      new Batches<>("claims", this::claim);

  ClaimTrials(JdbcClient jdbc, TransactionTemplate transaction, LeaseProperties properties) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.properties = properties;
  }

  private record Asked(UUID worker, ClaimRequest request) {}

  /**
   * @param firstDevice null if it registered without any
   */
  private record Claimant(UUID id, boolean draining, @Nullable String firstDevice) {}

  /** What {@code claim_trials} reads. */
  private record Wanted(
      UUID worker,
      boolean draining,
      int slots,
      Map<String, Integer> idle,
      List<UUID> held,
      List<UUID> ids) {}

  private record Granted(UUID worker, Lease lease) {}

  /**
   * @throws UnknownWorker if the worker has to register again
   */
  public Claimed claim(UUID worker, ClaimRequest request) {
    return batches
        .ask(worker, new Asked(worker, request))
        .orElseThrow(() -> new UnknownWorker(worker));
  }

  private List<Optional<Claimed>> claim(List<Asked> asked) {
    return requireNonNull(transaction.execute(status -> granted(asked)));
  }

  private List<Optional<Claimed>> granted(List<Asked> asked) {
    Map<UUID, Claimant> present = present(asked.stream().map(Asked::worker).toList());
    List<Wanted> wanted =
        asked.stream()
            .filter(one -> present.containsKey(one.worker()))
            .map(one -> wanted(requireNonNull(present.get(one.worker())), one.request()))
            .toList();
    Map<UUID, List<Lease>> leases =
        jdbc
            .sql(CLAIM)
            .param("claims", Jsonb.write(wanted))
            .param("ttl", properties.ttl().toMillis())
            .param("patience", PATIENCE_MILLIS)
            .query((row, n) -> new Granted(Columns.uuid(row, "worker_id"), lease(row)))
            .list()
            .stream()
            .collect(groupingBy(Granted::worker, mapping(Granted::lease, toList())));
    return asked.stream()
        .map(
            one ->
                Optional.ofNullable(present.get(one.worker()))
                    .map(
                        claimant ->
                            new Claimed(
                                leases.getOrDefault(claimant.id(), List.of()),
                                claimant.draining())))
        .toList();
  }

  private Map<UUID, Claimant> present(List<UUID> workers) {
    return jdbc
        .sql(PRESENT)
        .param("workers", Columns.uuids(workers))
        .query(
            (row, n) ->
                new Claimant(
                    Columns.uuid(row, "id"), row.getBoolean("draining"), row.getString("device")))
        .list()
        .stream()
        .collect(toMap(Claimant::id, claimant -> claimant));
  }

  private static Wanted wanted(Claimant claimant, ClaimRequest request) {
    int slots = Math.clamp(request.slots(), 0, MOST_SLOTS);
    return new Wanted(
        claimant.id(),
        claimant.draining(),
        slots,
        idle(claimant, request),
        request.held(),
        Stream.generate(UuidV7::next).limit(slots).toList());
  }

  private static Map<String, Integer> idle(Claimant claimant, ClaimRequest request) {
    if (request.idle() != null) {
      return request.idle();
    }
    String device = claimant.firstDevice();
    return device == null ? Map.of() : Map.of(device, request.slots());
  }

  private Lease lease(ResultSet row) throws SQLException {
    String recipe = row.getString("recipe");
    return new Lease(
        Columns.uuid(row, "attempt_id"),
        row.getLong("epoch"),
        Columns.uuid(row, "trial_id"),
        Columns.uuid(row, "sweep_id"),
        row.getString("sweep_name"),
        row.getInt("number"),
        recipe,
        row.getInt("recipe_version"),
        Jsonb.parameters(recipe, row.getString("parameters")),
        row.getLong("seed"),
        properties.ttl().toMillis(),
        row.getString("device"),
        row.getLong("memory_bytes"),
        checkpoint(row));
  }

  private static Lease.@Nullable Checkpoint checkpoint(ResultSet row) throws SQLException {
    String sha256 = row.getString("checkpoint_sha256");
    return sha256 == null
        ? null
        : new Lease.Checkpoint(
            sha256, row.getLong("checkpoint_step"), row.getLong("checkpoint_bytes"));
  }
}
