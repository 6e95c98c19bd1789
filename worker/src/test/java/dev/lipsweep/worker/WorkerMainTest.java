package dev.lipsweep.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.wire.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The worker as a process, with real signals. */
@Timeout(120)
class WorkerMainTest {
  @TempDir Path home;
  private final List<Process> started = new ArrayList<>();
  private FakeServer server;

  @BeforeEach
  void open() throws IOException {
    server = new FakeServer(Duration.ofSeconds(60));
  }

  @AfterEach
  void close() {
    started.forEach(Process::destroyForcibly);
    server.close();
  }

  @Test
  void a_terminated_worker_gives_its_trials_back_and_exits_with_0() throws Exception {
    FakeTrial trial = server.add(Map.of("steps", 3L, "atEnd", "hold"));
    Process worker = start("--json");
    Await.until("training", () -> server.locked(() -> trial.steps().size() == 3));
    List<ProcessHandle> trainers = worker.children().toList();
    assertThat(trainers).hasSize(1);
    worker.destroy(); // SIGTERM
    assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(worker.exitValue()).isZero();
    assertThat(trial.outcomes).singleElement().isInstanceOf(Outcome.Released.class);
    assertThat(trial.checkpoint.step()).isEqualTo(3);
    assertThat(server.left()).hasSize(1);
    Await.until("trainers ended", () -> trainers.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(Files.readAllLines(home.resolve("out")))
        .anyMatch(line -> line.startsWith("{") && line.contains("\"event\":\"registered\""))
        .anyMatch(line -> line.startsWith("{") && line.contains("\"event\":\"trial-ended\""))
        .allMatch(line -> line.startsWith("{"));
  }

  @Test
  void a_second_worker_of_the_name_is_turned_away() throws Exception {
    start();
    Await.until("registered", () -> !server.workers().isEmpty());
    Process second = start();
    assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(ExitStatus.ALREADY_RUNNING);
    assertThat(Files.readAllLines(home.resolve("err")))
        .singleElement()
        .asString()
        .contains("worker test runs already", "(process " + started.getFirst().pid() + ")");
  }

  @Test
  void trainers_that_outlive_a_killed_agent_are_killed_by_the_next() throws Exception {
    FakeTrial trial = server.add(Map.of("steps", 3L, "atEnd", "hold", "deaf", 1L));
    Process first = start();
    Await.until("training", () -> server.locked(() -> trial.steps().size() == 3));
    List<ProcessHandle> trainers = first.children().toList();
    first.destroyForcibly().waitFor();
    assertThat(trainers).hasSize(1).allMatch(ProcessHandle::isAlive);
    start();
    Await.until("leftovers killed", () -> trainers.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void more_threads_than_cores_are_refused() throws Exception {
    int cores = Runtime.getRuntime().availableProcessors();
    Process worker = start("--slots", Integer.toString(cores + 1));
    assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(worker.exitValue()).isEqualTo(ExitStatus.USAGE);
    assertThat(Files.readAllLines(home.resolve("err")).getFirst())
        .contains("need %d cores, this machine has %d".formatted(cores + 1, cores));
  }

  @Test
  void a_missing_token_is_explained() throws Exception {
    Process worker = start("--token", "");
    assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(worker.exitValue()).isEqualTo(ExitStatus.USAGE);
    assertThat(Files.readAllLines(home.resolve("err")).getFirst()).startsWith("no token: ");
  }

  private Process start(String... more) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName(),
                "--server",
                server.uri().toString(),
                "--home",
                home.toString(),
                "--name",
                "test"));
    if (!List.of(more).contains("--token")) {
      command.addAll(List.of("--token", FakeServer.TOKEN));
    }
    if (!List.of(more).contains("--slots")) {
      command.addAll(List.of("--slots", "1"));
    }
    command.addAll(List.of(more));
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(home.resolve("out").toFile())
            .redirectError(home.resolve("err").toFile());
    builder.environment().put("LIPSWEEP_TRAINER", Fixture.trainerLine());
    Process process = builder.start();
    started.add(process);
    return process;
  }
}
