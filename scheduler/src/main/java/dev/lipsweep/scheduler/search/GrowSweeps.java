package dev.lipsweep.scheduler.search;

import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.racing.Race;
import dev.lipsweep.domain.racing.Racing;
import dev.lipsweep.domain.search.DrawnSpace;
import dev.lipsweep.domain.search.Known;
import dev.lipsweep.domain.search.Proposal;
import dev.lipsweep.domain.search.Proposals;
import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.sweep.DefinitionReader;
import dev.lipsweep.domain.sweep.SweepDefinition;
import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.event.EventLog;
import dev.lipsweep.persistence.lease.ReadyTrials;
import dev.lipsweep.persistence.search.GrowingSweep;
import dev.lipsweep.persistence.search.GrowingSweeps;
import dev.lipsweep.persistence.search.SearchHistory;
import dev.lipsweep.persistence.sweep.NewTrial;
import dev.lipsweep.persistence.sweep.SettleSweep;
import dev.lipsweep.persistence.sweep.SweepLock;
import dev.lipsweep.persistence.sweep.WaitingSweeps;
import dev.lipsweep.persistence.sweep.WriteSweep;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds trials to sweeps that grow, as many as there are slots free, each sweep in one transaction
 * under its lock: what was proposed and how far the search is are written together or not at all,
 * and two servers cannot propose a point twice.
 */
@Component
public class GrowSweeps {
  private static final Logger LOG = LoggerFactory.getLogger(GrowSweeps.class);

  private final GrowingSweeps growing;
  private final SearchHistory history;
  private final WaitingSweeps workers;
  private final WriteSweep write;
  private final SettleSweep settle;
  private final SweepLock lock;
  private final TransactionTemplate transaction;
  private final EventLog events;
  private final ReadyTrials ready;

  GrowSweeps(
      GrowingSweeps growing,
      SearchHistory history,
      WaitingSweeps workers,
      WriteSweep write,
      SettleSweep settle,
      SweepLock lock,
      TransactionTemplate transaction,
      EventLog events,
      ReadyTrials ready) {
    this.growing = growing;
    this.history = history;
    this.workers = workers;
    this.write = write;
    this.settle = settle;
    this.lock = lock;
    this.transaction = transaction;
    this.events = events;
    this.ready = ready;
  }

  /** Returns the number of trials added. */
  public int runOnce() {
    int added = 0;
    for (UUID sweep : growing.all()) {
      Integer trials = transaction.execute(status -> grow(sweep));
      added += trials == null ? 0 : trials;
    }
    if (added > 0) {
      ready.signal();
    }
    return added;
  }

  /**
   * What the search of a sweep would propose now; nothing is added. Empty if it does not search, or
   * does no more.
   *
   * @param points how many at most
   */
  @Transactional
  public Optional<Proposal> preview(UUID sweepId, int points) {
    lock.alone(sweepId);
    GrowingSweep sweep = growing.locked(sweepId).orElse(null);
    if (sweep == null || sweep.search() == null) {
      return Optional.empty();
    }
    Search search = sweep.search();
    return Optional.ofNullable(definition(sweep))
        .map(definition -> proposal(sweep, search, definition, points));
  }

  private int grow(UUID sweepId) {
    lock.alone(sweepId);
    GrowingSweep sweep = growing.locked(sweepId).orElse(null);
    if (sweep == null || (sweep.search() == null && sweep.expanded() < sweep.total())) {
      return 0;
    }
    Search search = sweep.search();
    if (search != null && sweep.pointsLeft() > 0) {
      return propose(sweep, search);
    }
    Racing racing = sweep.racing();
    return racing == null ? end(sweep, null) : race(sweep, racing);
  }

  private int propose(GrowingSweep sweep, Search search) {
    int wanted = capacity(sweep);
    if (wanted == 0) {
      return 0;
    }
    SweepDefinition definition = definition(sweep);
    if (definition == null) {
      return end(sweep, "the recipe has changed, and refuses this definition now");
    }
    int seeds = definition.seeds().size();
    Proposal proposal = proposal(sweep, search, definition, Math.ceilDiv(wanted, seeds));
    if (proposal.points().isEmpty()) {
      return sweep.unfinished() > 0 ? 0 : end(sweep, "ended: " + proposal.reason());
    }
    List<NewTrial> trials =
        proposal.points().stream()
            .flatMap(point -> definition.seeds().stream().map(seed -> new NewTrial(point, seed)))
            .toList();
    add(sweep, trials);
    growing.proposed(sweep.id(), proposal.points().size(), proposal.counter(), proposal.reason());
    return trials.size();
  }

  private Proposal proposal(
      GrowingSweep sweep, Search search, SweepDefinition definition, int points) {
    var known =
        new Known(
            history.results(sweep.id()),
            history.pending(sweep.id()),
            sweep.proposed(),
            sweep.counter(),
            hashes -> history.taken(sweep.id(), hashes));
    return Proposals.next(
        search, DrawnSpace.of(definition.blocks(), definition.recipe()), known, points);
  }

  /** Begins when everything else has ended. */
  private int race(GrowingSweep sweep, Racing racing) {
    if (sweep.raced() == 0 && sweep.unfinished() > 0) {
      return 0;
    }
    int wanted = Math.min(capacity(sweep), racing.trials() - sweep.raced());
    if (wanted == 0 && sweep.raced() < racing.trials()) {
      return 0;
    }
    List<NewTrial> trials =
        Race.of(history.racers(sweep.id())).next(racing, wanted).stream()
            .map(racer -> history.nextSeed(sweep.id(), racer))
            .map(next -> new NewTrial(next.configuration(), next.seed()))
            .toList();
    if (trials.isEmpty()) {
      return sweep.unfinished() > 0 ? 0 : end(sweep, "the race is over");
    }
    growing.enlarge(sweep.id(), sweep.expanded() + trials.size() - sweep.total(), trials.size());
    add(sweep, trials);
    return trials.size();
  }

  private void add(GrowingSweep sweep, List<NewTrial> trials) {
    write.trials(sweep.id(), write.expansion(sweep.id()).orElseThrow(), trials);
    events.sweepChanged(sweep.id());
  }

  private int end(GrowingSweep sweep, @Nullable String note) {
    growing.grown(sweep.id(), note);
    settle.run(sweep.id());
    events.sweepChanged(sweep.id());
    return 0;
  }

  /**
   * Trials that could start now if they were there. One at least waits or runs, so that a launcher
   * sees that workers are wanted.
   */
  private int capacity(GrowingSweep sweep) {
    int idle = workers.freeSlots(sweep.id());
    int free = Math.max(idle - sweep.ready(), sweep.unfinished() == 0 ? 1 : 0);
    Integer most = sweep.maxConcurrent();
    return Math.max(0, most == null ? free : Math.min(free, most - sweep.unfinished()));
  }

  private static @Nullable SweepDefinition definition(GrowingSweep sweep) {
    try {
      return DefinitionReader.read(Jsonb.tree(sweep.tree()));
    } catch (InvalidInput e) {
      LOG.error(
          "sweep {}: its definition is no longer valid, the recipe has changed. The {} trials that are there go on;"
              + " submit the sweep again for the rest",
          sweep.id(),
          sweep.expanded(),
          e);
      return null;
    }
  }
}
