package dev.lipsweep.persistence.worker;

import dev.lipsweep.domain.wire.WorkerRegistered;
import dev.lipsweep.domain.wire.WorkerRegistration;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.UuidV7;
import dev.lipsweep.persistence.lease.LeaseProperties;
import dev.lipsweep.persistence.lease.ReadyTrials;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** Workers come, are heard of, and go. */
@Component
@Transactional
public class Workers {
  private record Holding(UUID worker, Worker.HeldAttempt attempt) {}

  private static final String REGISTER =
      """
      insert into worker (id, token_id, name, host, code_version, code_digest, slots, threads_per_slot, devices, recipes, labels)
      values (:id, :token, :name, :host, :version, :digest, :slots, :threads, cast(:devices as jsonb), cast(:recipes as jsonb), cast(:labels as jsonb))
      """;

  private static final String LIST =
      """
      select * from worker where state <> 'LEFT'
      union all
      (select * from worker where state = 'LEFT' and last_seen_at > now() - interval '10 minutes' order by id desc limit 100)
      order by name, id
      """;

  private static final String HOLDINGS =
      """
      select t.lease_worker_id, a.id, t.id as trial_id, t.sweep_id, s.name as sweep, t.number, a.device, a.memory_bytes, a.started_at,
             t.progress_step::float8 / nullif(t.progress_steps, 0) as progress
      from trial t join attempt a on a.trial_id = t.id and a.epoch = t.epoch join sweep s on s.id = t.sweep_id
      where t.lease_worker_id is not null order by a.id
      """;

  /** Claims and renewals bring a silent worker back; one that has left has to register again. */
  private static final String NOTICE =
      """
      update worker
      set state = case when last_seen_at < now() - :gone * interval '1 ms' then 'LEFT' else 'SILENT' end
      where state <> 'LEFT' and last_seen_at < now() - :silent * interval '1 ms'
        and (state = 'ALIVE' or last_seen_at < now() - :gone * interval '1 ms')
      """;

  /** A long poll lasts up to 50 seconds, in which an idle worker says nothing. */
  private static final long LONGEST_POLL_MILLIS = 50_000;

  private static final int SILENT_LEASES_UNTIL_GONE = 20;

  private final JdbcClient jdbc;
  private final LeaseProperties leases;
  private final ReadyTrials ready;

  Workers(JdbcClient jdbc, LeaseProperties leases, ReadyTrials ready) {
    this.jdbc = jdbc;
    this.leases = leases;
    this.ready = ready;
  }

  /**
   * @param token the one that alone acts for the worker; null if any may
   */
  public WorkerRegistered register(WorkerRegistration registration, @Nullable UUID token) {
    UUID id = UuidV7.next();
    jdbc.sql(REGISTER)
        .param("id", id)
        .param("token", token, Types.OTHER)
        .param("name", registration.name())
        .param("host", registration.host())
        .param("version", registration.codeVersion())
        .param("digest", registration.codeDigest(), Types.VARCHAR)
        .param("slots", registration.slots())
        .param("threads", registration.threadsPerSlot())
        .param("devices", Jsonb.write(registration.devices()))
        .param("recipes", Jsonb.write(registration.recipes()))
        .param("labels", Jsonb.write(registration.labels()))
        .update();
    return new WorkerRegistered(id, leases.ttl().toMillis());
  }

  /**
   * The worker says goodbye; leases that it has not given back run out.
   *
   * @throws UnknownWorker if it was never registered
   */
  public void leave(UUID worker) {
    int known =
        jdbc.sql("update worker set state = 'LEFT', last_seen_at = now() where id = :worker")
            .param("worker", worker)
            .update();
    if (known == 0) {
      throw new UnknownWorker(worker);
    }
  }

  /**
   * The worker gets nothing new from now on; its next claim tells it to finish what it runs and to
   * leave.
   *
   * @return false if it has left or was never there
   */
  public boolean drain(UUID worker) {
    int told =
        jdbc.sql(
                """
                update worker set draining_since = coalesce(draining_since, now())
                where id = :worker and state <> 'LEFT'
                """)
            .param("worker", worker)
            .update();
    ready.signal();
    return told > 0;
  }

  /** Workers that have not left, and those that left lately. */
  @Transactional(readOnly = true)
  public List<Worker> list() {
    Map<UUID, List<Worker.HeldAttempt>> held =
        jdbc.sql(HOLDINGS).query((row, n) -> holding(row)).stream()
            .collect(
                Collectors.groupingBy(
                    Holding::worker, Collectors.mapping(Holding::attempt, Collectors.toList())));
    return jdbc.sql(LIST).query((row, n) -> worker(row, held)).list();
  }

  /**
   * Marks workers that have not been heard of as SILENT, and after long silence as LEFT.
   *
   * @return how many changed
   */
  public int noticeSilence() {
    long lease = leases.ttl().toMillis();
    long silent = lease + LONGEST_POLL_MILLIS;
    return jdbc.sql(NOTICE)
        .param("silent", silent)
        .param("gone", silent + SILENT_LEASES_UNTIL_GONE * lease)
        .update();
  }

  private static Worker worker(ResultSet row, Map<UUID, List<Worker.HeldAttempt>> held)
      throws SQLException {
    UUID id = Columns.uuid(row, "id");
    return new Worker(
        id,
        row.getString("name"),
        row.getString("host"),
        WorkerState.valueOf(row.getString("state")),
        Columns.instantOrNull(row, "draining_since"),
        row.getInt("slots"),
        row.getInt("threads_per_slot"),
        row.getString("code_version"),
        Columns.instant(row, "registered_at"),
        Columns.instant(row, "last_seen_at"),
        Jsonb.read(
            row.getString("devices"), new TypeReference<List<WorkerRegistration.Device>>() {}),
        Jsonb.read(row.getString("recipes"), new TypeReference<Map<String, Integer>>() {}),
        Jsonb.read(row.getString("labels"), new TypeReference<Map<String, String>>() {}),
        held.getOrDefault(id, List.of()));
  }

  private static Holding holding(ResultSet row) throws SQLException {
    return new Holding(
        Columns.uuid(row, "lease_worker_id"),
        new Worker.HeldAttempt(
            Columns.uuid(row, "id"),
            Columns.uuid(row, "trial_id"),
            Columns.uuid(row, "sweep_id"),
            row.getString("sweep"),
            row.getInt("number"),
            row.getString("device"),
            row.getLong("memory_bytes"),
            Columns.instant(row, "started_at"),
            Columns.real(row, "progress")));
  }
}
