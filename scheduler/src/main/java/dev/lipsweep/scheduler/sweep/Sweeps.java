package dev.lipsweep.scheduler.sweep;

import dev.lipsweep.domain.sweep.SweepDefinition;
import dev.lipsweep.domain.sweep.SweepState;
import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.UuidV7;
import dev.lipsweep.persistence.event.EventLog;
import dev.lipsweep.persistence.lease.ReadyTrials;
import dev.lipsweep.persistence.sweep.ExtendSweep;
import dev.lipsweep.persistence.sweep.MoveSweep;
import dev.lipsweep.persistence.sweep.NewSweep;
import dev.lipsweep.persistence.sweep.NewTrial;
import dev.lipsweep.persistence.sweep.Sweep;
import dev.lipsweep.persistence.sweep.SweepLock;
import dev.lipsweep.persistence.sweep.SweepQueries;
import dev.lipsweep.persistence.sweep.WriteSweep;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Commands to sweeps. Those to a sweep that is not there throw {@link UnknownSweep}, those that its
 * state forbids {@link IllegalSweepState}; pausing what is paused, and the like, changes nothing.
 */
@Component
@Transactional
public class Sweeps {
  private final SweepQueries queries;
  private final WriteSweep write;
  private final MoveSweep move;
  private final SweepLock lock;
  private final EventLog events;
  private final ReadyTrials ready;
  private final PreviewSweep preview;
  private final ExtendSweep extend;

  Sweeps(
      SweepQueries queries,
      WriteSweep write,
      MoveSweep move,
      SweepLock lock,
      EventLog events,
      ReadyTrials ready,
      PreviewSweep preview,
      ExtendSweep extend) {
    this.queries = queries;
    this.write = write;
    this.move = move;
    this.lock = lock;
    this.events = events;
    this.ready = ready;
    this.preview = preview;
    this.extend = extend;
  }

  /** What {@code definition} would be, without storing anything. */
  @Transactional(readOnly = true)
  public Preview preview(SweepDefinition definition) {
    return preview.of(definition);
  }

  /** Stores a sweep with its first trials; the rest of a large one follows in the background. */
  public Sweep submit(Submission submission) {
    SweepDefinition definition = submission.definition();
    UUID id = UuidV7.next();
    write.sweep(new NewSweep(id, definition, submission.text(), Jsonb.write(submission.tree())));
    // a search has none yet: what it proposes comes when there is a slot for it
    List<NewTrial> trials = NewTrial.of(definition);
    List<NewTrial> first = trials.subList(0, Math.min(trials.size(), ExpandSweeps.BATCH));
    if (!first.isEmpty()) {
      write.trials(id, write.expansion(id).orElseThrow(), first);
    }
    events.sweepChanged(id);
    ready.signal();
    return sweep(id);
  }

  /**
   * Adds points that a person wants too; a completed sweep goes on with them.
   *
   * @param points a space and seeds as in a definition, as a tree
   * @return how many trials were added; those that the sweep has are not added again
   * @throws dev.lipsweep.domain.problem.InvalidInput with every problem of {@code points}
   */
  public int addPoints(UUID id, Object points) {
    lock.alone(id);
    SweepState state = state(id);
    WriteSweep.Expansion expansion = write.expansion(id).orElseThrow();
    boolean isBeingWritten = write.unexpanded().contains(id);
    if (state == SweepState.CANCELLED || isBeingWritten) {
      throw new IllegalSweepState(
          sweep(id).name(),
          state,
          isBeingWritten ? "take points before all of its own are written" : "take points");
    }
    int added = extend.add(id, AddedPoints.of((Map<?, ?>) Jsonb.tree(expansion.tree()), points));
    ready.signal();
    return added;
  }

  /** No trial starts any more; those that run give themselves back with a checkpoint. */
  public Sweep pause(UUID id) {
    if (command(id, SweepState.PAUSED, "pause")) {
      move.pause(id);
    }
    return sweep(id);
  }

  /**
   * Trials start again; a sweep that paused itself accepts the failures so far and goes on without
   * the limit of time that it struck.
   */
  public Sweep resume(UUID id) {
    if (state(id) == SweepState.COMPLETED) {
      throw new IllegalSweepState(sweep(id).name(), SweepState.COMPLETED, "resume");
    }
    if (command(id, SweepState.RUNNING, "resume")) {
      move.resume(id);
      ready.signal();
    }
    return sweep(id);
  }

  /** Trials that do not run are cancelled at once, those that run at their next renewal. */
  public Sweep cancel(UUID id) {
    if (command(id, SweepState.CANCELLED, "cancel")) {
      move.cancel(id);
    }
    return sweep(id);
  }

  /**
   * Makes the sweep's finished trials of {@code state} READY again, with all their attempts.
   *
   * @param state FAILED, the only one that may run again
   * @return how many
   * @throws IllegalArgumentException for another state
   */
  public int retry(UUID id, TrialState state) {
    if (state != TrialState.FAILED) {
      throw new IllegalArgumentException(
          "a trial that is %s is not retried; only FAILED ones are".formatted(state));
    }
    lock.alone(id);
    if (state(id) == SweepState.CANCELLED) {
      throw new IllegalSweepState(sweep(id).name(), SweepState.CANCELLED, "retry");
    }
    int retried = move.retryFailed(id);
    ready.signal();
    return retried;
  }

  /** False if the sweep is in the wanted state already. */
  private boolean command(UUID id, SweepState wanted, String name) {
    lock.alone(id);
    SweepState state = state(id);
    if (state == wanted) {
      return false;
    }
    if (!state.canBecome(wanted)) {
      throw new IllegalSweepState(sweep(id).name(), state, name);
    }
    return true;
  }

  private SweepState state(UUID id) {
    return move.state(id).orElseThrow(() -> new UnknownSweep(id));
  }

  private Sweep sweep(UUID id) {
    return queries.find(id).orElseThrow(() -> new UnknownSweep(id));
  }
}
