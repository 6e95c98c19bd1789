package dev.lipsweep.api.observability;

import dev.lipsweep.domain.trial.TrialState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Trials by state and lost leases, counted in the database at most every few seconds. */
@Component
class TrialGauges {
  private static final long FRESH_NANOS = 10_000_000_000L;

  private final JdbcClient jdbc;
  private Map<TrialState, Long> counts = Map.of();
  private long lost;
  private long readAt;
  private boolean read;

  TrialGauges(JdbcClient jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    for (TrialState state : TrialState.values()) {
      Gauge.builder("lipsweep.trials", this, gauges -> gauges.count(state))
          .description("trials by state")
          .tag("state", state.name())
          .register(meters);
    }
    FunctionCounter.builder("lipsweep.lease.expiries", this, TrialGauges::lost)
        .description("attempts that lost their lease")
        .register(meters);
  }

  private synchronized long count(TrialState state) {
    refresh();
    return counts.getOrDefault(state, 0L);
  }

  private synchronized long lost() {
    refresh();
    return lost;
  }

  private void refresh() {
    long now = System.nanoTime();
    if (read && now - readAt < FRESH_NANOS) {
      return;
    }
    var fresh = new EnumMap<TrialState, Long>(TrialState.class);
    jdbc.sql("select state, count(*) from trial group by state")
        .query((row, n) -> fresh.put(TrialState.valueOf(row.getString(1)), row.getLong(2)))
        .list();
    lost = jdbc.sql("select count(*) from attempt where state = 'LOST'").query(Long.class).single();
    counts = fresh;
    readAt = now;
    read = true;
  }
}
