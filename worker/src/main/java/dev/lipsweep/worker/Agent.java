package dev.lipsweep.worker;

import dev.lipsweep.domain.trainer.TrainerCommand.Stop.How;
import dev.lipsweep.domain.trainer.TrainerEvent;
import dev.lipsweep.domain.wire.ClaimRequest;
import dev.lipsweep.domain.wire.Claimed;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.worker.attempt.Attempt;
import dev.lipsweep.worker.attempt.TrialFiles;
import dev.lipsweep.worker.server.Backoff;
import dev.lipsweep.worker.server.NotAuthorized;
import dev.lipsweep.worker.server.Refused;
import dev.lipsweep.worker.server.ServerClient;
import dev.lipsweep.worker.server.ServerUnavailable;
import dev.lipsweep.worker.server.WorkerUnknown;
import dev.lipsweep.worker.trainer.Leftovers;
import dev.lipsweep.worker.trainer.TrainerLaunch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The worker: claims trials for its free slots, one long poll after the other, until it is told to
 * drain. A server that is not there is waited for.
 */
public final class Agent {
  private static final Logger log = LoggerFactory.getLogger(Agent.class);

  private static final int WAIT_SECONDS = 50;
  private static final long SHORTEST_WAIT_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int TRIES_TO_START = 3;
  private static final String ENDING = "the worker is shutting down";

  private final WorkerSettings settings;
  private final Journal journal;
  private final ServerClient server;
  private final Leftovers leftovers;
  private final TrialFiles files;
  private final List<Slot> slots;
  private final AttemptLines lines;
  private final HeldAttempts held;
  private final Outage outage;
  private final Idleness idleness;
  private final Registrar registrar;
  private final BlockingQueue<Slot> free = new LinkedBlockingQueue<>();
  private volatile boolean draining;
  private boolean finishing;
  private @Nullable Thread running; // guarded by this
  private @Nullable UUID worker;

  public Agent(WorkerSettings settings, JsonMapper json, Journal journal) {
    this.settings = settings;
    this.journal = journal;
    this.server = new ServerClient(settings.server(), settings.token(), json);
    this.leftovers =
        new Leftovers(settings.home().resolve("trainers-" + settings.name() + ".pids"));
    this.files =
        new TrialFiles(
            settings.home().resolve("attempts").resolve(settings.name()),
            settings.data(),
            settings.checkpointInterval());
    this.slots = slots(json);
    this.lines = new AttemptLines(journal);
    this.held = new HeldAttempts(settings.timing().nanoTime(), lines);
    this.outage = new Outage(journal);
    this.idleness =
        new Idleness(
            settings.idleExit(), () -> !held.running().isEmpty(), settings.timing().nanoTime());
    this.registrar = new Registrar(settings, server, journal, outage, idleness);
  }

  private List<Slot> slots(JsonMapper json) {
    var all = new ArrayList<Slot>();
    for (TrainingDevice device : settings.devices()) {
      var launch =
          new TrainerLaunch(
              settings.trainerCommand(),
              TrainerEnvironment.of(settings, device),
              settings.home(),
              settings.name());
      for (int i = 0; i < device.device().slots(); i++) {
        all.add(new Slot(all.size(), device.device().id(), settings, launch, leftovers, json));
      }
    }
    return List.copyOf(all);
  }

  /**
   * Works until drained.
   *
   * @return the process's exit status
   */
  public int run() {
    synchronized (this) {
      running = Thread.currentThread();
    }
    int status = ExitStatus.OK;
    try {
      work();
    } catch (InterruptedException e) {
      log.debug("asked to drain");
    } catch (NotAuthorized e) {
      status = ExitStatus.NOT_AUTHORIZED;
      journal.say(
          "not-authorized",
          Map.of("reason", String.valueOf(e.getMessage())),
          "the server does not accept this worker's token (scope worker is needed): "
              + e.getMessage());
    } catch (ServerUnavailable e) {
      log.info("no server for as long as this worker may be idle: {}", e.getMessage());
    } catch (Refused | IOException e) {
      status = ExitStatus.CANNOT_START;
      journal.say(
          "cannot-start",
          Map.of("reason", String.valueOf(e.getMessage())),
          "cannot start: " + e.getMessage());
    }
    log.debug("ending, asked for: {}", beginDraining());
    end();
    return status;
  }

  /** Asks {@link #run} to give all trials back with their checkpoints and to return. */
  public synchronized void drain() {
    if (!draining) {
      draining = true;
      if (running != null) {
        running.interrupt();
      }
    }
  }

  private synchronized boolean beginDraining() {
    boolean asked = draining;
    draining = true;
    // an interrupt that came when nothing waited any more must not cut the draining short
    return Thread.interrupted() || asked;
  }

  private void work() throws Refused, ServerUnavailable, IOException, InterruptedException {
    leftovers.killAll();
    files.clear();
    TrainerEvent.Ready ready = startFirstTrainer();
    idleness.begin();
    worker = registrar.register(ready);
    idleness.begin();
    slots.forEach(slot -> slot.open(free::add));
    var backoff = new Backoff(settings.timing().firstPause(), settings.timing().longestPause());
    while (!draining && !finishing && !isIdleForLong()) {
      try {
        boolean fruitful = claim(worker);
        outage.ended();
        if (fruitful) {
          backoff.reset();
        } else {
          backoff.pause();
        }
      } catch (ServerUnavailable | Refused e) {
        outage.failed(String.valueOf(e.getMessage()));
        backoff.pause();
      } catch (WorkerUnknown e) {
        log.warn("the server does not know this worker any more, registering again");
        backoff.pause();
        worker = registrar.register(ready);
      }
    }
    if (finishing) {
      finish();
    }
  }

  /** The server wants this worker to take nothing new; what it runs may take its time. */
  private void finish() throws InterruptedException {
    journal.say(
        "draining",
        Map.of("running", String.valueOf(held.running().size())),
        "told to drain: finishing %d trials, then leaving".formatted(held.running().size()));
    while (!held.awaitNone(Duration.ofMinutes(1))) {
      log.debug("{} trials are still running", held.running().size());
    }
  }

  /** Asked between two claims: what a claim has brought is never left behind. */
  private boolean isIdleForLong() {
    boolean idle = idleness.isLongEnough();
    if (idle) {
      journal.say("idle", Map.of(), "nothing to do for %s".formatted(settings.idleExit()));
    }
    return idle;
  }

  /** The others start when it is ready: the very first start of all unpacks the native engine. */
  private TrainerEvent.Ready startFirstTrainer() throws IOException, InterruptedException {
    for (int i = 1; ; i++) {
      try {
        return slots.getFirst().startTrainer();
      } catch (IOException e) {
        if (i == TRIES_TO_START) {
          throw e;
        }
        log.warn("try {} of {}: {}", i, TRIES_TO_START, e.getMessage());
      }
    }
  }

  /**
   * Returns false if the server had nothing and did not wait for something either, as one does that
   * is shutting down.
   */
  private boolean claim(UUID id)
      throws ServerUnavailable, Refused, WorkerUnknown, InterruptedException {
    var idle = new ArrayList<Slot>();
    idle.add(free.take());
    free.drainTo(idle);
    try {
      var request = new ClaimRequest(idle.size(), held.ids(), byDevice(idle));
      long asked = System.nanoTime();
      Claimed claimed = server.claim(id, request, idleness.waitSeconds(WAIT_SECONDS));
      List<Lease> leases = claimed.leases();
      for (Lease lease : leases) {
        if (held.contains(lease.attemptId())) {
          continue;
        }
        Optional<Slot> slot =
            idle.stream().filter(one -> one.device().equals(lease.device())).findFirst();
        if (slot.isPresent()) {
          idle.remove(slot.get());
          begin(lease, slot.get());
        } else {
          log.warn(
              "no slot of {} is free for {}: leaving it to expire",
              lease.device(),
              lease.attemptId());
        }
      }
      finishing = claimed.drain();
      return !leases.isEmpty() || System.nanoTime() - asked > SHORTEST_WAIT_NANOS;
    } finally {
      free.addAll(idle);
    }
  }

  private static Map<String, Integer> byDevice(List<Slot> idle) {
    var numbers = new TreeMap<String, Integer>();
    idle.forEach(slot -> numbers.merge(slot.device(), 1, Integer::sum));
    return numbers;
  }

  private void begin(Lease lease, Slot slot) {
    var attempt = new Attempt(lease, server, settings.timing(), files);
    held.add(attempt);
    lines.begins(lease, slot.number());
    attempt.start();
    slot.accept(attempt);
  }

  private void end() {
    try {
      for (Slot slot : slots) {
        slot.close(ENDING);
      }
      held.running().forEach(attempt -> attempt.stop(How.RELEASE, ENDING));
      if (!held.awaitNone(settings.drainWithin())) {
        held.running().forEach(Attempt::hurry);
        held.awaitNone(Duration.ofSeconds(2));
      }
      leave();
    } catch (InterruptedException e) {
      log.warn("ending without waiting for trainers");
    }
    slots.parallelStream().forEach(slot -> slot.endTrainer(Duration.ofSeconds(1)));
    server.close();
  }

  private void leave() throws InterruptedException {
    if (worker == null) {
      return;
    }
    try {
      server.leave(worker, Duration.ofSeconds(2));
      journal.say("left", Map.of("workerId", worker.toString()), "left the server");
    } catch (ServerUnavailable | Refused | NotAuthorized e) {
      log.info("leaving without a word, the server will notice: {}", e.getMessage());
    }
  }
}
