package dev.lipsweep.scheduler.launcher;

import dev.lipsweep.persistence.launcher.LauncherState;
import dev.lipsweep.scheduler.launcher.Engine.Job;
import dev.lipsweep.scheduler.launcher.Engine.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps as many workers on an engine as the queued trials need, between a least and a most number.
 * More are asked for, fewer never forced: a worker that has nothing to do leaves by itself, and
 * only a job that has not begun is taken back. After a failure it rests, longer each time; a worker
 * that is gone soon after its start counts as one.
 */
final class PoolLauncher implements Launcher {
  private static final Logger LOG = LoggerFactory.getLogger(PoolLauncher.class);

  /**
   * Jobs asked for in one look: a full queue fills the pool in steps, and a broken one not at all.
   */
  private static final int MOST_AT_ONCE = 10;

  private final Engine engine;
  private final PoolProperties pool;
  private final int slots;
  private final IntUnaryOperator demand;
  private final BooleanSupplier ready;
  private final InstantSource clock;
  private final Backoff backoff;

  /** Jobs of the last look, and when each was first seen to run; the epoch before that. */
  private final Map<String, Instant> known = new HashMap<>();

  private Set<String> held = Set.of();
  private boolean stopped;

  /** Workers that were wanted at the last look, and what the engine said of its jobs. */
  private int wanted;

  private List<Job> seen = List.of();
  private @Nullable String problem;

  /**
   * @param slots of each worker
   * @param demand trials that want a slot, counted up to its argument
   * @param ready whether a worker would find the server and a token
   */
  PoolLauncher(
      Engine engine,
      PoolProperties pool,
      int slots,
      IntUnaryOperator demand,
      BooleanSupplier ready,
      InstantSource clock) {
    this.engine = engine;
    this.pool = pool;
    this.slots = slots;
    this.demand = demand;
    this.ready = ready;
    this.clock = clock;
    this.backoff = new Backoff(pool.firstBackoff(), pool.longestBackoff());
  }

  @Override
  public synchronized void runOnce() {
    if (stopped || !ready.getAsBoolean() || !backoff.isOver(clock.instant())) {
      return;
    }
    try {
      problem = null;
      look();
    } catch (EngineFailure e) {
      problem = e.getMessage();
      Duration rest = backoff.failed(clock.instant(), Duration.ZERO);
      LOG.warn("{}: {}; trying again in {}", engine.name(), e.getMessage(), rest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized LauncherState state() {
    return new LauncherState(
        "pool " + pool.name(),
        engine.name(),
        wanted,
        jobs(Phase.RUNNING),
        jobs(Phase.WAITING),
        jobs(Phase.HELD),
        backoff.restUntil(clock.instant()),
        problem);
  }

  private int jobs(Phase phase) {
    return (int) seen.stream().filter(job -> job.phase() == phase).count();
  }

  /** Its workers stay: they belong to the cluster, and wait for the server to come back. */
  @Override
  public synchronized void stop() {
    stopped = true;
  }

  private void look() throws EngineFailure, InterruptedException {
    List<Job> jobs = engine.jobs();
    seen = jobs;
    wanted = wanted();
    List<Job> waiting = jobs.stream().filter(job -> job.phase() == Phase.WAITING).toList();
    int present = (int) jobs.stream().filter(job -> job.phase() == Phase.RUNNING).count();
    present += waiting.size();
    noticeHeld(jobs);
    noticeEnds(jobs, present < wanted);
    if (present > wanted) {
      withdraw(waiting.subList(Math.max(0, waiting.size() - (present - wanted)), waiting.size()));
    } else if (backoff.isOver(clock.instant())) {
      submit(Math.min(wanted - present, pool.most() - jobs.size()), wanted);
    }
  }

  /** Workers for the trials that wait or run, within the limits. */
  private int wanted() {
    int trials = demand.applyAsInt(pool.most() * slots);
    return Math.clamp(Math.ceilDiv(trials, slots), pool.least(), pool.most());
  }

  private void submit(int count, int wanted) throws EngineFailure, InterruptedException {
    for (int i = 0; i < Math.min(count, MOST_AT_ONCE); i++) {
      String id = engine.submit();
      known.put(id, Instant.EPOCH);
      LOG.info("{}: asked for a worker, job {} ({} wanted)", engine.name(), id, wanted);
    }
  }

  private void withdraw(List<Job> surplus) throws EngineFailure, InterruptedException {
    for (Job job : surplus) {
      engine.withdraw(job);
      known.remove(job.id());
      LOG.info("{}: took job {} back, no trial waits for it", engine.name(), job.id());
    }
  }

  /** A worker that is gone though there is work has failed, the sooner the worse. */
  private void noticeEnds(List<Job> jobs, boolean missed) {
    Instant now = clock.instant();
    Map<String, Phase> present =
        jobs.stream().collect(Collectors.toMap(Job::id, Job::phase, (one, same) -> one));
    Optional<Duration> shortest =
        known.entrySet().stream()
            .filter(job -> !present.containsKey(job.getKey()))
            .map(job -> lived(job.getValue(), now))
            .min(Comparator.naturalOrder());
    known.keySet().retainAll(present.keySet());
    present.forEach((id, phase) -> known.merge(id, since(phase, now), PoolLauncher::firstRunning));
    if (missed && shortest.isPresent() && shortest.get().compareTo(pool.longestBackoff()) < 0) {
      problem = "a worker has gone soon after its start though trials wait";
      Duration rest = backoff.failed(now, shortest.get());
      LOG.warn(
          "{}: a worker has gone {} after its start though trials wait; the next is asked for in {}",
          engine.name(),
          shortest.get(),
          rest);
    }
  }

  private void noticeHeld(List<Job> jobs) {
    Set<String> now =
        jobs.stream().filter(j -> j.phase() == Phase.HELD).map(Job::id).collect(Collectors.toSet());
    for (String id : now) {
      if (!held.contains(id)) {
        LOG.warn("{}: job {} is held: release or cancel it there", engine.name(), id);
      }
    }
    held = now;
  }

  private static Instant since(Phase phase, Instant now) {
    return phase == Phase.RUNNING ? now : Instant.EPOCH;
  }

  private static Instant firstRunning(Instant before, Instant now) {
    return before.equals(Instant.EPOCH) ? now : before;
  }

  private static Duration lived(Instant began, Instant now) {
    return began.equals(Instant.EPOCH) ? Duration.ZERO : Duration.between(began, now);
  }
}
