package dev.lipsweep.worker;

import dev.lipsweep.worker.attempt.AttemptTiming;
import dev.lipsweep.worker.json.WireJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** A fake server and an agent in this process, with scripted trainers in their own. */
final class Fixture implements AutoCloseable {
  final FakeServer server;
  final Path home;

  /** Added to the clock by which the agent sees its leases age. */
  final AtomicLong hurried = new AtomicLong();

  Duration renewAtMost = Duration.ofMillis(50);

  private Agent agent;
  private CompletableFuture<Integer> status;

  Fixture(Path home, Duration lease) throws IOException {
    this.home = home;
    this.server = new FakeServer(lease);
  }

  void start(int slots) {
    start(slots, 50, FakeServer.TOKEN);
  }

  void start(int slots, int trialsPerTrainer, String token) {
    start(slots, trialsPerTrainer, token, null);
  }

  /** A worker that leaves when it has been idle for so long. */
  void startPilot(Duration idleExit) {
    start(1, 50, FakeServer.TOKEN, idleExit);
  }

  private void start(int slots, int trialsPerTrainer, String token, Duration idleExit) {
    var settings =
        new WorkerSettings(
            server.uri(),
            token,
            "test",
            home,
            null,
            List.of(Machine.processor(slots)),
            1,
            Map.of("rack", "a"),
            Duration.ofSeconds(15),
            trainerCommand(),
            Long.MAX_VALUE,
            trialsPerTrainer,
            idleExit,
            Duration.ofSeconds(10),
            timing());
    var json = WireJson.mapper();
    agent = new Agent(settings, json, new Journal(null, json));
    status = new CompletableFuture<>();
    Thread.ofPlatform().daemon().start(() -> status.complete(agent.run()));
  }

  /** The exit status, once it has one. */
  int status() {
    return status.orTimeout(40, TimeUnit.SECONDS).join();
  }

  int drain() {
    agent.drain();
    return status();
  }

  @Override
  public void close() {
    if (agent != null && !status.isDone()) {
      drain();
    }
    server.close();
  }

  static List<String> trainerCommand() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin/java").toString(),
        "-Xmx48m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        ScriptedTrainer.class.getName());
  }

  /** The command line as LIPSWEEP_TRAINER would have it. */
  static String trainerLine() {
    return trainerCommand().stream().map(w -> "'" + w + "'").collect(Collectors.joining(" "));
  }

  private AttemptTiming timing() {
    return new AttemptTiming(
        () -> System.nanoTime() + hurried.get(),
        renewAtMost,
        Duration.ofMillis(20),
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofMinutes(5));
  }
}
