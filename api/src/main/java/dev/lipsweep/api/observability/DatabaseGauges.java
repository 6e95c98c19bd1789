package dev.lipsweep.api.observability;

import dev.lipsweep.domain.trial.TrialState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What the database knows about the whole cluster, asked at most every few seconds. Each server
 * says the same: dashboards take the maximum over servers, not the sum.
 */
@Component
class DatabaseGauges {
  private record Value(String key, double value) {}

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseGauges.class);
  private static final long FRESH_NANOS = 10_000_000_000L;

  private static final String VALUES =
      """
      select 'trials/' || state, count(*)::float8 from trial group by state
      union all
      select 'lost', count(*) from attempt where expired_at is not null
      union all
      select 'queue-age', extract(epoch from now() - min(ready_at))::float8 from trial where state = 'READY'
      union all
      select 'pace', sum(steps_per_second) from trial where lease_worker_id is not null
      union all
      select 'workers/' || state, count(*) from worker where state <> 'LEFT' group by state
      union all
      select 'slots', sum(slots) from worker where state = 'ALIVE'
      union all
      select 'memory/' || (d ->> 'kind'), sum((d ->> 'memoryBytes')::float8)
      from worker, jsonb_array_elements(devices) d where state = 'ALIVE' group by 1
      union all
      select 'free/' || (d ->> 'kind'), sum((d ->> 'freeBytes')::float8)
      from worker, jsonb_array_elements(devices) d where state = 'ALIVE' group by 1
      union all
      select 'artifact-bytes', sum(size_bytes)::float8 from artifact
      """;

  private final JdbcClient jdbc;
  private Map<String, Double> values = Map.of();
  private long readAt;
  private boolean read;

  DatabaseGauges(JdbcClient jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    for (TrialState state : TrialState.values()) {
      gauge("lipsweep.trials", "trials/" + state)
          .description("trials by state")
          .tag("state", state.name())
          .register(meters);
    }
    for (String state : List.of("ALIVE", "SILENT")) {
      gauge("lipsweep.workers", "workers/" + state)
          .description("workers that have not left, by state")
          .tag("state", state)
          .register(meters);
    }
    for (String kind : List.of("cpu", "cuda")) {
      gauge("lipsweep.device.memory", "memory/" + kind)
          .description("memory of the devices of all workers that are alive, as they report it")
          .baseUnit("bytes")
          .tag("kind", kind)
          .register(meters);
      gauge("lipsweep.device.memory.free", "free/" + kind)
          .description("what trials may take of it: free before the worker took any")
          .baseUnit("bytes")
          .tag("kind", kind)
          .register(meters);
    }
    gauge("lipsweep.slots", "slots")
        .description("slots of all workers that are alive")
        .register(meters);
    gauge("lipsweep.queue.age", "queue-age")
        .description("how long the trial that is READY for longest has waited")
        .baseUnit("seconds")
        .register(meters);
    gauge("lipsweep.steps.per.second", "pace")
        .description("training steps a second of all running trials together")
        .register(meters);
    gauge("lipsweep.artifact", "artifact-bytes")
        .description("size of all stored artifacts")
        .baseUnit("bytes")
        .register(meters);
    FunctionCounter.builder("lipsweep.lease.expiries", this, gauges -> gauges.value("lost"))
        .description("attempts that lost their lease")
        .register(meters);
  }

  private Gauge.Builder<DatabaseGauges> gauge(String name, String key) {
    return Gauge.builder(name, this, gauges -> gauges.value(key));
  }

  private synchronized double value(String key) {
    long now = System.nanoTime();
    if (!read || now - readAt > FRESH_NANOS) {
      refresh();
      readAt = System.nanoTime();
      read = true;
    }
    return values.getOrDefault(key, 0.0);
  }

  /** A database that is away is asked once for all values, not once for each. */
  private void refresh() {
    try (Stream<Value> rows =
        jdbc
            .sql(VALUES)
            .query((row, n) -> new Value(row.getString(1), row.getDouble(2)))
            .stream()) {
      values = rows.collect(Collectors.toMap(Value::key, Value::value));
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("metrics stay as they were: the database does not answer: {}", e.getMessage());
    }
  }
}
