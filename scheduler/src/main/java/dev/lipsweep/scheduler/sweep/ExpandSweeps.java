package dev.lipsweep.scheduler.sweep;

import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.sweep.DefinitionReader;
import dev.lipsweep.domain.sweep.SweepState;
import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.event.EventLog;
import dev.lipsweep.persistence.lease.ReadyTrials;
import dev.lipsweep.persistence.sweep.NewTrial;
import dev.lipsweep.persistence.sweep.SweepLock;
import dev.lipsweep.persistence.sweep.WriteSweep;
import dev.lipsweep.persistence.sweep.WriteSweep.Expansion;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the trials of large sweeps, a batch a transaction. The sweep's row says how many are
 * written, in the same transaction, so a kill at any moment loses no trial and writes none twice.
 */
@Component
public class ExpandSweeps {
  static final int BATCH = 2000;

  private static final Logger LOG = LoggerFactory.getLogger(ExpandSweeps.class);

  private final WriteSweep write;
  private final SweepLock lock;
  private final TransactionTemplate transaction;
  private final ReadyTrials ready;
  private final EventLog events;

  ExpandSweeps(
      WriteSweep write,
      SweepLock lock,
      TransactionTemplate transaction,
      ReadyTrials ready,
      EventLog events) {
    this.write = write;
    this.lock = lock;
    this.transaction = transaction;
    this.ready = ready;
    this.events = events;
  }

  /** Writes everything that is to be written; returns the number of trials. */
  public int runOnce() {
    List<UUID> sweeps = transaction.execute(status -> write.unexpanded());
    return sweeps == null ? 0 : sweeps.stream().mapToInt(this::expand).sum();
  }

  private int expand(UUID sweepId) {
    List<NewTrial> trials = null;
    int written = 0;
    while (true) {
      List<NewTrial> known = trials;
      Batch batch = transaction.execute(status -> next(sweepId, known));
      if (batch == null || batch.written() == 0) {
        return written;
      }
      trials = batch.all();
      written += batch.written();
    }
  }

  private record Batch(List<NewTrial> all, int written) {}

  private Batch next(UUID sweepId, @Nullable List<NewTrial> known) {
    lock.shared(sweepId);
    Optional<Expansion> found = write.expansion(sweepId);
    if (found.isEmpty() || isDone(found.get())) {
      return new Batch(List.of(), 0);
    }
    Expansion expansion = found.get();
    List<NewTrial> all = known == null ? read(sweepId, expansion) : known;
    int to = Math.min(all.size(), expansion.written() + BATCH);
    List<NewTrial> batch = all.subList(Math.min(expansion.written(), to), to);
    if (!batch.isEmpty()) {
      write.trials(sweepId, expansion, batch);
      events.sweepChanged(sweepId);
      ready.signal();
    }
    return new Batch(all, batch.size());
  }

  private static boolean isDone(Expansion expansion) {
    return expansion.state() == SweepState.CANCELLED || expansion.written() >= expansion.total();
  }

  private List<NewTrial> read(UUID sweepId, Expansion expansion) {
    try {
      List<NewTrial> trials = NewTrial.of(DefinitionReader.read(Jsonb.tree(expansion.tree())));
      if (trials.size() == expansion.total()) {
        return trials;
      }
      LOG.error(
          "sweep {}: its definition reads as {} trials now and as {} when it was submitted; the recipe has changed."
              + " The {} trials that are written go on; submit the sweep again for the rest",
          sweepId,
          trials.size(),
          expansion.total(),
          expansion.written());
    } catch (InvalidInput e) {
      LOG.error(
          "sweep {}: its definition is no longer valid, the recipe has changed. The {} trials that are written"
              + " go on; submit the sweep again for the rest",
          sweepId,
          expansion.written(),
          e);
    }
    return List.of();
  }
}
