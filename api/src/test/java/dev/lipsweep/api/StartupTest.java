package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.port.UnusedPort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the way of a start is one line that says what to do, and an exit code. */
class StartupTest {
  @TempDir Path home;

  @Test
  void help_is_no_failure() {
    assertThat(run("--help").code()).isZero();
  }

  @Test
  void wrong_options_are_named() {
    refused(2, "--prot", "--prot", "1");
    refused(2, "--port", "--port", "many");
    refused(2, "65535", "--port", "70000");
    refused(2, "local, slurm, kubernetes, none", "--workers", "some");
    refused(2, "cores", "--slots", "4096");
    refused(2, "--database-url", "--role", "api");
    refused(2, "--role", "--role", "king");
    refused(2, "jdbc:postgresql", "--database-url", "mysql://x");
  }

  @Test
  void an_address_that_others_can_reach_is_refused_with_the_reason() {
    refused(2, "clear text", "--host", "0.0.0.0");
    refused(2, "belong together", "--tls-cert", "server.pem");
    refused(2, "cannot be read", "--tls-cert", "no.pem", "--tls-key", "no.key");
    refused(2, "no address", "--host", "no.such.host.invalid");
  }

  @Test
  void a_busy_port_is_named() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      refused(
          75,
          "port " + other.getLocalPort(),
          "--home",
          "" + home,
          "--port",
          "" + other.getLocalPort());
    }
  }

  @Test
  void a_home_in_use_names_the_process() {
    refused(
        75,
        "process " + ProcessHandle.current().pid(),
        "--home",
        TestServer.admin() == null ? "" : TestServer.homeDirectory().toString(),
        "--port",
        "0");
  }

  @Test
  void a_home_that_cannot_be_is_named() throws Exception {
    Path file = Files.writeString(home.resolve("file"), "");
    refused(73, "--home", "--home", file.resolve("below").toString());
  }

  @Test
  void a_database_that_does_not_answer_is_named_without_its_password() throws Exception {
    Result result =
        refused(
            69,
            "--database-url",
            "--home",
            home.toString(),
            "--port",
            "0",
            "--database-url",
            "jdbc:postgresql://127.0.0.1:%d/x?password=hush".formatted(UnusedPort.choose()));
    assertThat(result.err()).doesNotContain("hush");
  }

  private static Result refused(int code, String mention, String... options) {
    Result result = run(options);
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).startsWith("lipsweep server: ").contains(mention);
    return result;
  }

  private static Result run(String... options) {
    PrintStream before = System.err;
    var err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int code = LipsweepServer.run(options);
      return new Result(code, err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  private record Result(int code, String err) {
    @Override
    public String toString() {
      return code + " " + List.of(err.split("\n"));
    }
  }
}
