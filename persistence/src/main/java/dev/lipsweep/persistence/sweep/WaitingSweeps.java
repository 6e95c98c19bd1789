package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.sweep.Needs;
import dev.lipsweep.domain.sweep.Needs.Capabilities;
import dev.lipsweep.domain.sweep.Resources;
import dev.lipsweep.domain.sweep.SweepDefinition;
import dev.lipsweep.domain.wire.WorkerRegistration;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/**
 * What sweeps ask for beside what the workers that are there have: why they wait, or how many slots
 * are free for them.
 */
@Component
@Transactional(readOnly = true)
public class WaitingSweeps {
  private static final String NEEDS =
      """
      select id, recipe, recipe_version, device, memory_bytes, labels from sweep
      where id = any (cast(:sweeps as uuid[]))
      """;

  private static final String CAPABILITIES =
      """
      select recipes, labels, devices from worker where state = 'ALIVE' and draining_since is null
      """;

  private static final String FREE =
      """
      select w.recipes, w.labels, coalesce(d.devices, '[]') as devices
      from worker w cross join lateral (
        select jsonb_agg(own.device || jsonb_build_object(
                 'slots', greatest(0, (own.device ->> 'slots')::int - taken.slots),
                 'freeBytes', (own.device ->> 'freeBytes')::bigint - taken.bytes)) as devices
        from jsonb_array_elements(w.devices) own (device) cross join lateral (
          select count(*) as slots, coalesce(sum(a.memory_bytes), 0) as bytes
          from trial t join attempt a on a.trial_id = t.id and a.epoch = t.epoch
          where t.lease_worker_id = w.id and a.device = (own.device ->> 'kind') || ':' || (own.device ->> 'index')) taken
      ) d
      where w.state = 'ALIVE' and w.draining_since is null
      """;

  private final JdbcClient jdbc;

  WaitingSweeps(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Why a sweep of this definition would wait. */
  public Optional<String> reason(SweepDefinition definition) {
    return Needs.of(definition).unmet(capabilities(CAPABILITIES));
  }

  /** How many more of a sweep's trials could start now, if nothing else wanted to. */
  public int freeSlots(UUID sweep) {
    return needs(List.of(sweep)).values().stream()
        .mapToInt(needs -> needs.slots(capabilities(FREE)))
        .sum();
  }

  /** The reason of each of these sweeps that has one. */
  Map<UUID, String> reasons(Collection<UUID> sweeps) {
    var reasons = new HashMap<UUID, String>();
    if (sweeps.isEmpty()) {
      return reasons;
    }
    List<Capabilities> workers = capabilities(CAPABILITIES);
    needs(sweeps)
        .forEach((id, needs) -> needs.unmet(workers).ifPresent(reason -> reasons.put(id, reason)));
    return reasons;
  }

  private Map<UUID, Needs> needs(Collection<UUID> sweeps) {
    var needs = new HashMap<UUID, Needs>();
    jdbc.sql(NEEDS)
        .param("sweeps", Columns.uuids(sweeps))
        .query(
            row -> {
              var resources =
                  new Resources(
                      Resources.DeviceChoice.valueOf(
                          row.getString("device").toUpperCase(Locale.ROOT)),
                      row.getLong("memory_bytes"),
                      Jsonb.read(
                          row.getString("labels"), new TypeReference<Map<String, String>>() {}));
              needs.put(
                  Columns.uuid(row, "id"),
                  new Needs(row.getString("recipe"), row.getInt("recipe_version"), resources));
            });
    return needs;
  }

  private List<Capabilities> capabilities(String workers) {
    return jdbc.sql(workers)
        .query(
            (row, n) ->
                new Capabilities(
                    Jsonb.read(
                        row.getString("recipes"), new TypeReference<Map<String, Integer>>() {}),
                    Jsonb.read(
                        row.getString("labels"), new TypeReference<Map<String, String>>() {}),
                    Jsonb.read(
                        row.getString("devices"),
                        new TypeReference<List<WorkerRegistration.Device>>() {})))
        .list();
  }
}
