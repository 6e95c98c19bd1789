package dev.lipsweep.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lipsweep.domain.wire.CheckpointReport;
import dev.lipsweep.domain.wire.ClaimRequest;
import dev.lipsweep.domain.wire.Claimed;
import dev.lipsweep.domain.wire.Completion;
import dev.lipsweep.domain.wire.Directive;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.LogPiece;
import dev.lipsweep.domain.wire.MetricBatch;
import dev.lipsweep.domain.wire.MetricsStored;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.domain.wire.Renewal;
import dev.lipsweep.domain.wire.Renewed;
import dev.lipsweep.domain.wire.TraceParent;
import dev.lipsweep.domain.wire.WorkerRegistered;
import dev.lipsweep.domain.wire.WorkerRegistration;
import dev.lipsweep.worker.json.WireJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** The worker protocol over a table of trials in memory, with faults on demand. */
final class FakeServer implements AutoCloseable {
  static final String TOKEN = "lsw_test_secret";

  private static final JsonMapper JSON = WireJson.mapper();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<FakeTrial> trials = new ArrayList<>();
  private final Map<UUID, WorkerRegistration> workers = new HashMap<>();
  private final List<UUID> left = new ArrayList<>();
  private final Map<String, byte[]> artifacts = new HashMap<>();
  private final Map<String, Queue<Fault>> faults = new HashMap<>();
  private final Map<String, Integer> asked = new HashMap<>();
  private final Duration lease;
  private final int port;
  private HttpServer http;
  private volatile boolean full;

  FakeServer(Duration lease) throws IOException {
    this.lease = lease;
    this.http = listen(0);
    this.port = http.getAddress().getPort();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Refuses connections until {@link #comeBack}. */
  void goAway() {
    http.stop(0);
  }

  /** Whether artifacts find no room from now on. */
  void full(boolean full) {
    this.full = full;
  }

  void comeBack() throws IOException {
    http = listen(port);
  }

  FakeTrial add(Map<String, Object> parameters) {
    return locked(
        () -> {
          var trial = new FakeTrial(trials.size(), parameters);
          trials.add(trial);
          return trial;
        });
  }

  /** The next calls whose path ends in {@code call} meet these. */
  void meet(String call, Fault... these) {
    locked(() -> faults.computeIfAbsent(call, c -> new ArrayDeque<>()).addAll(List.of(these)));
  }

  /** How often a call has been made. */
  int asked(String call) {
    return locked(() -> asked.getOrDefault(call, 0));
  }

  void corrupt(String sha256) {
    locked(() -> artifacts.put(sha256, "garbage".getBytes(StandardCharsets.UTF_8)));
  }

  List<WorkerRegistration> workers() {
    return locked(() -> List.copyOf(workers.values()));
  }

  List<UUID> left() {
    return locked(() -> List.copyOf(left));
  }

  void forgetWorkers() {
    locked(
        () -> {
          workers.clear();
          return null;
        });
  }

  /** Reads or changes trials and wakes waiting claims. */
  <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      changed.signalAll();
      lock.unlock();
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private HttpServer listen(int at) throws IOException {
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", at), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
    return server;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String[] path = exchange.getRequestURI().getPath().split("/"); // "", api, v1, what, id, call
    String call = path.length > 5 ? path[5] : path[3];
    Fault fault =
        locked(
            () -> {
              asked.merge(call, 1, Integer::sum);
              return faults.getOrDefault(call, new ArrayDeque<>()).poll();
            });
    Answer answer;
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer = new Answer(401, problem("unauthorized", "no such token"));
    } else if (path[3].equals("attempts") && !isTraced(exchange, path[4])) {
      answer = new Answer(400, problem("invalid-request", "not in the attempt's trace"));
    } else if (fault == Fault.FAIL) {
      answer = new Answer(500, problem("internal", "as the test wants it"));
    } else if (fault == Fault.STALE) {
      answer = stale();
    } else if (full && call.equals("artifacts")) {
      answer = new Answer(507, problem("store-full", "no room"));
    } else {
      answer =
          call.equals("claims")
              ? claim(
                  UUID.fromString(path[4]),
                  JSON.readValue(body, ClaimRequest.class),
                  exchange.getRequestURI().getQuery())
              : answer(exchange.getRequestMethod(), path, call, body);
    }
    if (fault == Fault.DROP_ANSWER) {
      exchange.close();
      return;
    }
    send(exchange, answer);
  }

  private static boolean isTraced(HttpExchange exchange, String attempt) {
    return TraceParent.of(UUID.fromString(attempt))
        .header()
        .equals(exchange.getRequestHeaders().getFirst(TraceParent.HEADER));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    boolean empty = answer.body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status, empty ? -1 : answer.body.length);
    if (!empty) {
      exchange.getResponseBody().write(answer.body);
    }
    exchange.close();
  }

  private Answer answer(String method, String[] path, String call, byte[] body) {
    return switch (call) {
      case "workers" -> register(JSON.readValue(body, WorkerRegistration.class));
      case "leave" -> {
        locked(() -> left.add(UUID.fromString(path[4])));
        yield Answer.NOTHING;
      }
      case "artifacts" -> method.equals("PUT") ? put(path[4], body) : get(path[4]);
      default -> ofAttempt(UUID.fromString(path[4]), call, body);
    };
  }

  private Answer register(WorkerRegistration registration) {
    UUID id = UUID.randomUUID();
    locked(() -> workers.put(id, registration));
    return Answer.json(201, new WorkerRegistered(id, lease.toMillis()));
  }

  private Answer claim(UUID worker, ClaimRequest request, String query) {
    long waitSeconds = Long.parseLong(query.substring("waitSeconds=".length()));
    lock.lock();
    try {
      long patience = Duration.ofSeconds(waitSeconds).toNanos();
      while (patience > 0) {
        if (!workers.containsKey(worker)) {
          return new Answer(404, problem("worker-unknown", "register again"));
        }
        List<Lease> leases = grant(worker, request);
        if (!leases.isEmpty()) {
          return Answer.json(200, new Claimed(leases, false));
        }
        patience = changed.awaitNanos(patience);
      }
      return Answer.json(200, new Claimed(List.of(), false));
    } catch (InterruptedException e) {
      return new Answer(503, problem("internal", "stopping"));
    } finally {
      lock.unlock();
    }
  }

  private List<Lease> grant(UUID worker, ClaimRequest request) {
    var leases = new ArrayList<Lease>();
    for (FakeTrial trial : trials) {
      boolean lostAnswer =
          isHeld(trial) && worker.equals(trial.worker) && !request.held().contains(trial.attempt);
      if (leases.size() < request.slots() && (lostAnswer || (trial.ready && !trial.running))) {
        if (!lostAnswer) {
          trial.ready = false;
          trial.running = true;
          trial.epoch++;
          trial.worker = worker;
          trial.attempt = UUID.randomUUID();
          trial.attempts.add(trial.attempt);
          trial.leaseUntil = System.nanoTime() + lease.toNanos();
        }
        leases.add(lease(trial));
      }
    }
    return leases;
  }

  private Lease lease(FakeTrial trial) {
    return new Lease(
        trial.attempt,
        trial.epoch,
        trial.id,
        UUID.randomUUID(),
        "test-sweep",
        trial.number,
        "scripted",
        1,
        trial.parameters,
        7,
        lease.toMillis(),
        "cpu:0",
        0,
        trial.checkpoint);
  }

  private static boolean isHeld(FakeTrial trial) {
    return trial.running && trial.leaseUntil - System.nanoTime() > 0;
  }

  private Answer ofAttempt(UUID attempt, String call, byte[] body) {
    return locked(
        () -> {
          for (FakeTrial trial : trials) {
            if (attempt.equals(trial.attempt)) {
              return ofTrial(trial, call, body);
            }
          }
          return stale();
        });
  }

  private Answer ofTrial(FakeTrial trial, String call, byte[] body) {
    if (call.equals("completion")) {
      return complete(trial, JSON.readValue(body, Completion.class));
    }
    if (!isHeld(trial)) {
      return stale();
    }
    switch (call) {
      case "renewals" -> {
        trial.progress = JSON.readValue(body, Renewal.class).progress();
        trial.leaseUntil = System.nanoTime() + lease.toNanos();
        return Answer.json(200, new Renewed(trial.directive, lease.toMillis()));
      }
      case "metrics" -> {
        trial.store(JSON.readValue(body, MetricBatch.class));
        return Answer.json(200, new MetricsStored(trial.afterMetrics));
      }
      case "log" -> trial.store(JSON.readValue(body, LogPiece.class));
      case "checkpoint" -> {
        var report = JSON.readValue(body, CheckpointReport.class);
        if (!artifacts.containsKey(report.sha256())) {
          return new Answer(422, problem("not-found", "no such artifact"));
        }
        trial.store(report);
      }
      default -> throw new IllegalArgumentException("no call " + call);
    }
    return Answer.NOTHING;
  }

  private static Answer complete(FakeTrial trial, Completion completion) {
    if (!isHeld(trial)) {
      boolean repeated = trial.outcomes.contains(completion.outcome());
      return repeated ? Answer.NOTHING : stale();
    }
    trial.running = false;
    trial.outcomes.add(completion.outcome());
    trial.accepted.add(completion.outcome());
    // given back without having been paused: up for the next claim
    trial.ready =
        completion.outcome() instanceof Outcome.Released && trial.directive == Directive.CONTINUE;
    return Answer.NOTHING;
  }

  private Answer put(String sha256, byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      if (!HexFormat.of().formatHex(digest).equals(sha256)) {
        return new Answer(422, problem("hash-mismatch", "other bytes"));
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    boolean known = locked(() -> artifacts.put(sha256, body) != null);
    return new Answer(known ? 200 : 201, new byte[0]);
  }

  private Answer get(String sha256) {
    byte[] bytes = locked(() -> artifacts.get(sha256));
    return bytes == null
        ? new Answer(404, problem("not-found", "no such artifact"))
        : new Answer(200, bytes);
  }

  private static Answer stale() {
    return new Answer(409, problem("stale-epoch", "another attempt holds the trial"));
  }

  private static byte[] problem(String type, String detail) {
    return JSON.writeValueAsBytes(Map.of("type", "/problems/" + type, "detail", detail));
  }

  private record Answer(int status, byte[] body) {
    static final Answer NOTHING = new Answer(204, new byte[0]);

    static Answer json(int status, Object body) {
      return new Answer(status, JSON.writeValueAsBytes(body));
    }
  }
}
