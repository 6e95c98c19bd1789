package dev.lipsweep.api.attempt;

import static java.util.Objects.requireNonNull;

import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.persistence.lease.LeaseLog;
import dev.lipsweep.persistence.lease.WriteKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Counts and notes the writes that are refused because their epoch no longer holds the trial. */
@Component
class FencedWrites {
  private static final Logger LOG = LoggerFactory.getLogger(FencedWrites.class);

  private final LeaseLog log;
  private final Map<WriteKind, Counter> counters = new EnumMap<>(WriteKind.class);

  FencedWrites(LeaseLog log, MeterRegistry meters) {
    this.log = log;
    for (WriteKind kind : WriteKind.values()) {
      counters.put(
          kind,
          Counter.builder("lipsweep.fenced.writes")
              .description("writes refused because their epoch no longer held the trial")
              .tag("kind", kind.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
  }

  void run(WriteKind kind, UUID attempt, long epoch, Runnable write) {
    get(
        kind,
        attempt,
        epoch,
        () -> {
          write.run();
          return kind;
        });
  }

  /**
   * What {@code write} returns.
   *
   * @throws StaleEpoch as it does, after it was noted
   */
  <T> T get(WriteKind kind, UUID attempt, long epoch, Supplier<T> write) {
    try {
      return write.get();
    } catch (StaleEpoch stale) {
      note(kind, attempt, epoch);
      throw stale;
    }
  }

  /** The refusal stands even if it cannot be noted. */
  private void note(WriteKind kind, UUID attempt, long epoch) {
    requireNonNull(counters.get(kind)).increment();
    try {
      log.refused(attempt, kind, epoch);
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("a refused {} of attempt {} is not noted in the lease log", kind, attempt, e);
    }
  }
}
