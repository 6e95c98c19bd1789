package dev.lipsweep.scheduler.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.persistence.HomeProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against real processes: the script "lipsweep" of these tests stands for the worker. */
@Timeout(120)
class LocalLauncherTest {
  /**
   * Lives until SIGTERM comes; tells its arguments and its end. It waits for a child, since a trap
   * that is set off just before a blocking read runs only after it.
   */
  private static final String PATIENT =
      """
      #!/usr/bin/env bash
      echo "$@" >> "$LIPSWEEP_HOME/started"
      sleep 120 &
      trap 'kill $!; echo given back >> "$LIPSWEEP_HOME/ended"; exit 0' TERM
      echo ready > "$LIPSWEEP_HOME/ready.$$"
      wait
      """;

  private static final String CRASHING =
      "#!/usr/bin/env bash\necho x >> $LIPSWEEP_HOME/started\nexit 9\n";

  @TempDir Path home;
  @TempDir Path root;

  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private Optional<String> server = Optional.of("http://127.0.0.1:8420");
  private LocalLauncher launcher;

  @BeforeEach
  void aTokenAndALauncher() throws IOException {
    Files.writeString(home.resolve("worker.token"), "lsw_a_b");
    launcher = launcher(false);
  }

  @AfterEach
  void nothingIsLeftRunning() throws Exception {
    Optional<ProcessHandle> left = process();
    left.ifPresent(ProcessHandle::destroyForcibly);
    if (left.isPresent()) {
      left.get().onExit().get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_worker_is_started_once_and_given_time_to_give_its_trials_back() throws Exception {
    script(PATIENT);

    launcher.runOnce();
    launcher.runOnce();
    awaitReady();
    launcher.stop();
    launcher.runOnce();

    assertThat(started())
        .containsExactly(
            "worker --server http://127.0.0.1:8420 --token-file %s --name local-0 --slots 2"
                .formatted(home.resolve("worker.token")));
    assertThat(home.resolve("ended")).hasContent("given back");
    assertThat(home.resolve("logs/worker-local-0.log")).exists();
    assertThat(process()).isEmpty();
  }

  @Test
  void a_worker_that_fails_is_started_again_after_longer_and_longer_rests() throws Exception {
    script(CRASHING);
    int starts = 0;
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      launcher.runOnce();
      starts++;
      assertThat(started(starts)).hasSize(starts);
      ended();
      launcher.runOnce();
      now = now.plusSeconds(seconds).minusMillis(1);
      launcher.runOnce();
      assertThat(started()).as("rests for %d s", seconds).hasSize(starts);
      now = now.plusMillis(1);
    }
  }

  @Test
  void the_next_server_adopts_a_worker_that_is_still_at_work() throws Exception {
    script(PATIENT);
    launcher.runOnce();
    awaitReady();
    ProcessHandle worker = process().orElseThrow();

    LocalLauncher next = launcher(true);
    next.runOnce();
    next.stop();

    assertThat(started()).hasSize(1);
    assertThat(worker.isAlive()).as("left at work, as it was told").isTrue();
    LocalLauncher last = launcher(false);
    last.runOnce();
    last.stop();
    assertThat(worker.isAlive()).isFalse();
    assertThat(started()).hasSize(1);
  }

  @Test
  void a_worker_that_looks_for_the_server_elsewhere_is_replaced() throws Exception {
    script(PATIENT);
    launcher.runOnce();
    awaitReady();
    ProcessHandle worker = process().orElseThrow();
    server = Optional.of("http://127.0.0.1:9999");

    LocalLauncher next = launcher(false);
    next.runOnce();

    assertThat(worker.isAlive()).isFalse();
    assertThat(started(2)).hasSize(2);
    assertThat(process()).isPresent();
  }

  @Test
  void another_process_with_the_old_number_is_not_mistaken_for_the_worker() throws Exception {
    var file = new PidFile(home.resolve("run/worker-local-0.pid"));
    file.write(ProcessHandle.current(), "http://127.0.0.1:8420");
    assertThat(file.living()).isPresent();
    List<String> lines = Files.readAllLines(file.file());
    Files.write(
        file.file(),
        List.of(
            lines.get(0), Instant.parse(lines.get(1)).minusSeconds(60).toString(), lines.get(2)));

    assertThat(file.living()).isEmpty();
  }

  @Test
  void nothing_is_started_before_the_server_listens_and_has_a_token() throws Exception {
    script(PATIENT);
    server = Optional.empty();
    launcher.runOnce();
    server = Optional.of("http://127.0.0.1:8420");
    Files.delete(home.resolve("worker.token"));
    launcher.runOnce();

    assertThat(home.resolve("started")).doesNotExist();
  }

  private LocalLauncher launcher(boolean leaveRunning) {
    var local =
        new LauncherProperties.Local(
            leaveRunning, Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofMinutes(1));
    var properties = new LauncherProperties(LauncherProperties.Kind.LOCAL, 2, root, local);
    var command = new WorkerCommand(properties, new HomeProperties(home), () -> server);
    return new LocalLauncher(command, home, "here", local, () -> now);
  }

  private void script(String text) throws IOException {
    Path script = root.resolve("lipsweep");
    Files.writeString(script, text);
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private Optional<ProcessHandle> process() throws IOException {
    return new PidFile(home.resolve("run/worker-local-0.pid")).living().map(PidFile.Found::process);
  }

  private void ended() throws Exception {
    Optional<ProcessHandle> process = process();
    if (process.isPresent()) {
      process.get().onExit().get(30, TimeUnit.SECONDS);
    }
  }

  private List<String> started() throws IOException {
    return Files.readAllLines(home.resolve("started"));
  }

  private List<String> started(int atLeast) throws IOException {
    while (!Files.exists(home.resolve("started")) || started().size() < atLeast) {
      Thread.onSpinWait();
    }
    return started();
  }

  /** The script has set its trap; a signal before that would just kill it. */
  private void awaitReady() throws IOException {
    Path ready = home.resolve("ready." + process().orElseThrow().pid());
    while (!Files.exists(ready)) {
      Thread.onSpinWait();
    }
  }
}
