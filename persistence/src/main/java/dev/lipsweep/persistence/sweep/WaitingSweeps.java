package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.sweep.Resources;
import dev.lipsweep.domain.sweep.SweepDefinition;
import dev.lipsweep.domain.sweep.Waiting;
import dev.lipsweep.domain.sweep.Waiting.Capabilities;
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

/** Sweeps that no worker which is there can run, and why. */
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

  private final JdbcClient jdbc;

  WaitingSweeps(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Why a sweep of this definition would wait. */
  public Optional<String> reason(SweepDefinition definition) {
    return Waiting.reason(
        definition.recipe().name(),
        definition.recipe().version(),
        definition.resources(),
        capabilities());
  }

  /** The reason of each of these sweeps that has one. */
  Map<UUID, String> reasons(Collection<UUID> sweeps) {
    var reasons = new HashMap<UUID, String>();
    if (sweeps.isEmpty()) {
      return reasons;
    }
    List<Capabilities> workers = capabilities();
    jdbc.sql(NEEDS)
        .param("sweeps", Columns.uuids(sweeps))
        .query(
            row -> {
              UUID id = Columns.uuid(row, "id");
              var resources =
                  new Resources(
                      Resources.DeviceChoice.valueOf(
                          row.getString("device").toUpperCase(Locale.ROOT)),
                      row.getLong("memory_bytes"),
                      Jsonb.read(
                          row.getString("labels"), new TypeReference<Map<String, String>>() {}));
              Waiting.reason(
                      row.getString("recipe"), row.getInt("recipe_version"), resources, workers)
                  .ifPresent(reason -> reasons.put(id, reason));
            });
    return reasons;
  }

  private List<Capabilities> capabilities() {
    return jdbc.sql(CAPABILITIES)
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
