package dev.lipsweep.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.cli.Answers;
import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.FakeServer;
import dev.lipsweep.cli.TestShell;
import dev.lipsweep.domain.port.UnusedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  private static final String SWEEP = "/api/v1/sweeps/" + Answers.SWEEP_ID;
  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");

  @TempDir Path directory;
  private Path home;
  private TestShell shell;

  @BeforeEach
  void prepare() throws IOException {
    home = Files.createDirectories(directory.resolve("home/djl")).getParent();
    Files.createDirectories(directory.resolve("examples"));
    Files.writeString(directory.resolve("examples/demo.yaml"), "name: demo");
    shell =
        new TestShell(directory)
            .with("LIPSWEEP_ROOT", directory.toString())
            .with("PATH", System.getenv("PATH"));
  }

  @Test
  void the_sweep_of_the_same_file_goes_on_and_ends_with_the_frontier() throws IOException {
    try (var server = running("COMPLETED")) {
      assertThat(shell.run("demo", "--exit", "--port", "" + server.port())).isZero();
      assertThat(shell.run("demo", "--exit", "--port", "" + server.port())).isZero();
      assertThat(server.requests().stream().filter(r -> r.startsWith("POST"))).hasSize(1);
      assertThat(server.requests()).anyMatch(r -> r.contains("key=demo-"));
      assertThat(shell.out())
          .contains("is complete", "--again")
          .contains("highest accuracy: 45.0 %")
          .contains("muon is ahead of adamw on 100 %")
          .contains("/#token=lsw_x")
          .contains("the server was running before and goes on");
      assertThat(Files.readString(directory.resolve("frontier.svg"))).isEqualTo("<svg/>");
    }
  }

  @Test
  void again_starts_another_sweep() throws IOException {
    try (var server = running("COMPLETED")) {
      shell.run("demo", "--exit", "--port", "" + server.port());
      shell.run("demo", "--exit", "--again", "--port", "" + server.port());
      assertThat(
              server.requests().stream()
                  .filter(r -> r.startsWith("POST"))
                  .map(r -> r.replaceFirst(".*key=(\\S+).*", "$1")))
          .hasSize(2)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void a_paused_sweep_is_resumed() throws IOException {
    try (var server = running("COMPLETED")) {
      shell.run("demo", "--exit", "--port", "" + server.port());
    }
    try (var server = running("PAUSED")) {
      server
          .on("GET " + SWEEP, Answers.sweep("COMPLETED", 4, 0))
          .on("POST " + SWEEP + "/resume", Answers.sweep("RUNNING", 4, 0));
      assertThat(shell.run("demo", "--exit", "--port", "" + server.port())).isZero();
      assertThat(shell.out()).contains("was paused; it goes on");
    }
  }

  @Test
  void a_port_that_something_else_has_is_one_clear_line() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      Thread.ofVirtual().start(() -> closeAll(other));
      assertThat(shell.run("demo", "--port", "" + port)).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(shell.err()).contains("port " + port + " is taken", "--port").hasLineCount(1);
    }
  }

  @Test
  void the_server_of_another_home_is_not_ours() throws IOException {
    try (var server = new FakeServer()) {
      server
          .on("GET /actuator/health", "{\"status\":\"UP\"}")
          .on("GET /api/v1/sweeps", 401, "{\"detail\":\"no\"}");
      Files.writeString(home.resolve("admin.token"), "lsw_other");
      assertThat(shell.run("demo", "--port", "" + server.port())).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(shell.err()).contains("another --home");
    }
  }

  @Test
  void a_server_that_dies_leaves_its_last_words() throws IOException {
    Path script = directory.resolve("lipsweep");
    Files.writeString(
        script,
        """
        #!/bin/sh
        echo '2026-11-21T23:00:00Z  INFO 1 --- [main] d.l.S : starting'
        echo 'lipsweep server: the disk is full'
        echo '	at java.base/java.lang.Thread.run'
        exit 74
        """);
    Files.setPosixFilePermissions(script, EXECUTABLE);
    assertThat(shell.run("demo", "--port", "" + UnusedPort.choose()))
        .isEqualTo(ExitCode.UNREACHABLE);
    assertThat(shell.err())
        .contains("the server ended: lipsweep server: the disk is full")
        .contains("server.log")
        .hasLineCount(1);
  }

  @Test
  void a_missing_definition_is_said_before_a_server_is_started() {
    assertThat(shell.run("demo", "--file", "none.yaml")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("none.yaml: no such file");
  }

  private FakeServer running(String state) throws IOException {
    Files.writeString(home.resolve("admin.token"), "lsw_x\n");
    String all = Answers.group("", Answers.point(2, 0.45, "muon"));
    return new FakeServer()
        .on("GET /actuator/health", "{\"status\":\"UP\"}")
        .on("GET /api/v1/sweeps", Answers.page())
        .on("POST /api/v1/sweeps", 201, Answers.sweep("RUNNING", 0, 0))
        .on("GET " + SWEEP, Answers.sweep(state, 4, 0))
        .on("GET " + SWEEP + "/trials", Answers.page())
        .on("GET " + SWEEP + "/frontier?format=json", Answers.frontier(all))
        .on(
            "GET " + SWEEP + "/frontier?format=json&by=optimizer",
            Answers.frontier(
                Answers.group(
                    "adamw", Answers.point(3, 0.3, "adamw"), Answers.point(5, 0.4, "adamw")),
                Answers.group("muon", Answers.point(2, 0.45, "muon"))))
        .on("GET " + SWEEP + "/frontier", "<svg/>");
  }

  private static void closeAll(ServerSocket server) {
    try {
      while (!server.isClosed()) {
        server.accept().close();
      }
    } catch (IOException e) {
      // the test is over
    }
  }
}
