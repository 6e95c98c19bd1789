package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.wire.ClaimRequest;
import dev.lipsweep.domain.wire.Claimed;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.UuidV7;
import dev.lipsweep.persistence.worker.UnknownWorker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives trials to a worker: its own still-valid leases that it does not name as held, then READY
 * trials that ask for what its idle slots have, by priority, fair share between sweeps, and age.
 */
@Component
@Transactional
public class ClaimTrials {
  private static final int MOST_SLOTS = 1024;

  private final JdbcClient jdbc;
  private final LeaseProperties properties;

  ClaimTrials(JdbcClient jdbc, LeaseProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  /**
   * @throws UnknownWorker if the worker has to register again
   */
  public Claimed claim(UUID worker, ClaimRequest request) {
    Claimant claimant =
        jdbc.sql(ClaimSql.PRESENT)
            .param("worker", worker)
            .query((row, n) -> new Claimant(row.getBoolean("draining"), row.getString("device")))
            .optional()
            .orElseThrow(() -> new UnknownWorker(worker));
    int most = Math.clamp(request.slots(), 0, MOST_SLOTS);
    var leases = new ArrayList<Lease>();
    idle(claimant, request)
        .forEach(
            (device, slots) -> {
              int wanted = Math.clamp(slots, 0, most - leases.size());
              if (wanted > 0) {
                leases.addAll(claim(worker, claimant, request, device, wanted));
              }
            });
    return new Claimed(leases, claimant.draining());
  }

  /**
   * @param firstDevice null if it registered without any
   */
  private record Claimant(boolean draining, @Nullable String firstDevice) {}

  private static Map<String, Integer> idle(Claimant claimant, ClaimRequest request) {
    if (request.idle() != null) {
      return new TreeMap<>(request.idle());
    }
    String device = claimant.firstDevice();
    return device == null ? Map.of() : Map.of(device, request.slots());
  }

  private List<Lease> claim(
      UUID worker, Claimant claimant, ClaimRequest request, String device, int slots) {
    List<UUID> ids = Stream.generate(UuidV7::next).limit(slots).toList();
    return jdbc.sql(ClaimSql.CLAIM)
        .param("worker", worker)
        .param("device", device)
        .param("held", Columns.uuids(request.held()))
        .param("slots", slots)
        .param("fresh", claimant.draining() ? 0 : slots)
        .param("lookahead", ClaimSql.LOOKAHEAD)
        .param("patience", ClaimSql.PATIENCE_MILLIS)
        .param("ttl", properties.ttl().toMillis())
        .param("ids", Columns.uuids(ids))
        .query((row, n) -> lease(row))
        .list();
  }

  private Lease lease(ResultSet row) throws SQLException {
    String recipe = row.getString("recipe");
    return new Lease(
        Columns.uuid(row, "attempt_id"),
        row.getLong("epoch"),
        Columns.uuid(row, "id"),
        Columns.uuid(row, "sweep_id"),
        row.getString("name"),
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
