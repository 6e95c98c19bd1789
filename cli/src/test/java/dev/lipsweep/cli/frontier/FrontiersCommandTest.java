package dev.lipsweep.cli.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.cli.CommandTest;
import dev.lipsweep.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class FrontiersCommandTest extends CommandTest {
  private static final String NAMED =
      """
      {"name": "methods", "sha256": "ab", "createdAt": "2026-01-01T00:00:00Z", "changedAt": null,
       "definition": {"name": "methods", "sweeps": ["cifar"], "objectives": ["bound:min", "accuracy:max"], "by": [], "seeds": "each"},
       "warnings": ["no result so far has the measure 'x'"]}
      """;

  private static final String POINT =
      """
      {"trialIds": ["t"], "number": %d, "seed": 0, "log10Bound": %s, "boundKind": "%s", "accuracy": 0.5,
       "parameters": {"optimizer": "muon", "constraint": "none"}}
      """;

  @Test
  void a_definition_goes_to_the_server_as_it_is() throws IOException {
    server.on("POST /api/v1/frontiers", 201, NAMED);
    Files.writeString(directory.resolve("f.yaml"), "name: methods\nsweeps: cifar\n");
    assertThat(shell.run("frontiers", "create", "f.yaml")).isZero();
    assertThat(server.requests().getLast())
        .contains("type=application/yaml", "body=name: methods\nsweeps: cifar\n");
    assertThat(shell.out()).contains("frontier methods");
    assertThat(shell.err()).contains("warning: no result so far has the measure 'x'");
  }

  @Test
  void problems_are_told_with_the_file_and_their_lines() throws IOException {
    server.on(
        "POST /api/v1/frontiers",
        400,
        """
        {"type": "/problems/invalid-frontier", "detail": "d", "problems": [
          {"path": "/by/0", "line": 3, "value": "optimiser", "message": "unknown", "fix": "did you mean 'optimizer'?"}]}
        """);
    Files.writeString(directory.resolve("f.yaml"), "x");
    assertThat(shell.run("frontiers", "create", "f.yaml")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("f.yaml", "3", "did you mean 'optimizer'?");
  }

  @Test
  void names_are_listed_and_shown() {
    server
        .on("GET /api/v1/frontiers", "{\"items\": [" + NAMED + "]}")
        .on(
            "GET /api/v1/frontiers/my%20methods?format=json&asOf=2026-01-01T00%3A00%3A00Z",
            "{\"rule\": \"certified\", \"groups\": [{\"group\": {}, \"points\": []}]}")
        .on("GET /api/v1/frontiers/methods?format=csv", "trialId,number\r\n");
    assertThat(shell.run("frontiers", "list")).isZero();
    assertThat(shell.out()).contains("methods", "cifar", "bound:min, accuracy:max", "each");
    assertThat(shell.run("frontiers", "show", "my methods", "--as-of", "2026-01-01T00:00:00Z"))
        .isZero();
    assertThat(shell.out()).contains("no results yet by the rule certified");
    assertThat(shell.run("frontiers", "show", "methods", "--csv")).isZero();
    assertThat(shell.out()).endsWith("trialId,number\r\n");
    assertThat(shell.run("frontiers", "show", "nobody")).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void a_snapshots_hash_alone_is_on_the_standard_output() {
    String hash = "0123456789abcdef".repeat(4);
    server
        .on(
            "POST /api/v1/frontiers/methods/snapshots",
            201,
            "{\"sha256\": \"%s\", \"takenAt\": null, \"points\": 3}".formatted(hash))
        .on(
            "GET /api/v1/frontiers/methods/snapshots",
            "{\"items\": [{\"sha256\": \"%s\", \"takenAt\": \"2026-01-01T00:00:00Z\", \"points\": 3}]}"
                .formatted(hash))
        .on("GET /api/v1/frontiers/methods/snapshots/01234567", "{\"groups\":[]}");
    assertThat(shell.run("frontiers", "snapshot", "methods")).isZero();
    assertThat(shell.out()).isEqualTo(hash + "\n");
    assertThat(shell.run("frontiers", "snapshots", "methods")).isZero();
    assertThat(shell.out()).contains("0123456789ab ").doesNotContain(hash + " ");
    assertThat(shell.run("frontiers", "snapshots", "methods", "01234567")).isZero();
    assertThat(shell.out()).endsWith("{\"groups\":[]}");
  }

  @Test
  void a_comparison_names_what_was_gained_and_lost() {
    server.on(
        "GET /api/v1/frontiers/methods/compare?from=01234567&to=now",
        """
        {"frontier": "methods", "from": {"sha256": "0123456789abcdef", "points": 1}, "to": {"points": 2}, "gained": 2, "lost": 1,
         "groups": [{"group": {"optimizer": "muon"}, "kept": 0, "gained": [%s, %s], "lost": [%s],
                     "hypervolume": {"from": 0.5, "to": 1.25, "difference": 0.75}}]}
        """
            .formatted(
                POINT.formatted(7, "2.0", "FINITE"),
                POINT.formatted(8, "null", "INFINITE"),
                POINT.formatted(3, "null", "ZERO")));
    assertThat(shell.run("frontiers", "compare", "methods", "01234567")).isZero();
    assertThat(shell.out())
        .contains("0123456789ab: 1 points; now: 2 points; 2 gained, 1 lost")
        .contains("dominated area 0.5000 -> 1.2500 decades of accuracy (+0.7500)")
        .contains("gained", "lost", "100", "50.0 %", "muon");
  }

  @Test
  void a_webhooks_secret_is_shown_once() {
    server
        .on(
            "POST /api/v1/webhooks",
            201,
            "{\"id\": \"1\", \"url\": \"http://x/\", \"frontiers\": [], \"secret\": \"lwh_s\"}")
        .on(
            "GET /api/v1/webhooks",
            "{\"items\": [{\"id\": \"1\", \"url\": \"http://x/\", \"frontiers\": []}]}")
        .on(
            "GET /api/v1/webhooks/1/deliveries",
            """
            {"items": [{"id": "2", "state": "PENDING", "attempts": 3, "lastStatus": 500, "lastError": "answered 500"}]}
            """)
        .on("DELETE /api/v1/webhooks/1", 204, "");
    assertThat(shell.run("webhook", "create", "http://x/", "--frontier", "a,b")).isZero();
    assertThat(shell.out()).isEqualTo("lwh_s\n");
    assertThat(shell.err()).contains("not shown again");
    assertThat(server.requests().getLast()).contains("\"frontiers\":[\"a\",\"b\"]");
    assertThat(shell.run("webhook", "list")).isZero();
    assertThat(shell.run("webhook", "deliveries", "1")).isZero();
    assertThat(shell.out()).contains("http://x/", "all", "pending", "answered 500");
    assertThat(shell.run("webhook", "delete", "1")).isZero();
    assertThat(shell.run("webhook")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("frontiers")).isEqualTo(ExitCode.USAGE);
  }
}
