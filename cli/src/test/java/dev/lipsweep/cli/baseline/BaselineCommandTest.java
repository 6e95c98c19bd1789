package dev.lipsweep.cli.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.cli.Answers;
import dev.lipsweep.cli.CommandTest;
import dev.lipsweep.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineCommandTest extends CommandTest {
  private static final String CHECKS = "/api/v1/baselines/nightly/checks";
  private static final String BASELINE =
      """
      {"id":"b","name":"nightly","sweepId":"s1","sweep":"demo",
       "margins":{"accuracy":0.005,"log10Bound":0.1,"everyConfiguration":false},
       "schedule":"0 0 3 * * *","nextCheckAt":"2026-11-23T03:00:00Z","createdAt":"2026-11-21T10:00:00Z",
       "pinnedAt":"2026-11-21T10:00:00Z","lastVerdict":"PASS","lastCheckedAt":"2026-11-22T03:10:00Z"}""";

  @ParameterizedTest
  @CsvSource({"PASS,0", "IMPROVED,0", "REGRESSED,1", "INCONCLUSIVE,2"})
  void the_exit_code_of_a_check_is_its_verdict_and_the_first_word_is_too(
      String verdict, int exitCode) {
    server.on("POST " + CHECKS, 201, check(1, verdict));
    assertThat(shell.run("baseline", "check", "nightly", "--sweep", "other")).isEqualTo(exitCode);
    assertThat(shell.out()).startsWith(verdict + "  baseline nightly, check 1");
    assertThat(shell.out())
        .contains("- accuracy fell", "sigmaMax=2", "-1.25", "worse", "codeDigest");
    assertThat(server.requests().getFirst()).contains("\"sweep\":\"other\"");
  }

  @Test
  void a_wrong_command_line_has_the_code_of_inconclusive_and_says_nothing_on_the_output() {
    assertThat(shell.run("baseline", "check", "nightly", "--margin", "half"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("baseline", "check", "nightly", "--rerun", "--sweep", "x"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err()).contains("0.5pt", "mutually exclusive");
  }

  @Test
  void a_check_is_waited_for_and_its_reports_are_written() throws IOException {
    server.on("POST " + CHECKS, 201, check(4, null));
    // once to find it, once to show it
    server.on("GET /api/v1/sweeps/" + Answers.SWEEP_ID, Answers.sweep("RUNNING", 1, 0));
    server.on("GET /api/v1/sweeps/" + Answers.SWEEP_ID, Answers.sweep("RUNNING", 1, 0));
    server.on("GET /api/v1/sweeps/" + Answers.SWEEP_ID, Answers.sweep("COMPLETED", 4, 0));
    server.on(
        "GET /api/v1/sweeps/" + Answers.SWEEP_ID + "/trials",
        Answers.page(Answers.trial(1, "RUNNING")));
    server.on("GET /api/v1/trials/t1", Answers.trial(1, "COMPLETED"));
    server.on("GET " + CHECKS + "/4", check(4, null));
    server.on("GET " + CHECKS + "/4", check(4, "REGRESSED"));
    server.on("GET " + CHECKS + "/4?format=junit", "<testsuites/>");
    server.on("GET " + CHECKS + "/4?format=markdown", "## report");
    int exitCode =
        shell.run(
            "baseline",
            "check",
            "nightly",
            "--margin",
            "1pt",
            "--junit",
            "r.xml",
            "--markdown",
            "r.md",
            "--idempotency-key",
            "commit-1");
    assertThat(exitCode).isEqualTo(ExitCode.REGRESSED);
    assertThat(shell.out()).startsWith("REGRESSED");
    assertThat(shell.err()).contains("%");
    assertThat(directory.resolve("r.xml")).hasContent("<testsuites/>");
    assertThat(Files.readString(directory.resolve("r.md"))).isEqualTo("## report");
    assertThat(server.requests().getFirst()).contains("key=commit-1", "\"accuracy\":0.01");
  }

  @Test
  void a_check_that_is_not_waited_for_says_where_its_verdict_will_be() {
    server.on("POST " + CHECKS, 201, check(4, null));
    assertThat(shell.run("baseline", "check", "nightly")).isZero();
    assertThat(shell.out()).contains("baseline show nightly --check 4");
  }

  @Test
  void json_is_one_document() {
    String body = check(1, "REGRESSED").strip();
    server.on("POST " + CHECKS, 201, body);
    assertThat(shell.run("baseline", "check", "nightly", "--json")).isEqualTo(ExitCode.REGRESSED);
    assertThat(shell.out().strip()).isEqualTo(body);
  }

  @Test
  void a_pin_takes_margins_and_a_nightly_time() {
    server.on("POST /api/v1/baselines", 201, BASELINE);
    server.on("PUT /api/v1/baselines/nightly/schedule", BASELINE);
    int exitCode =
        shell.run("baseline", "pin", "nightly", "demo", "--margin", "0.25pt", "--nightly", "03:30");
    assertThat(exitCode).isZero();
    assertThat(server.requests().get(0)).contains("\"accuracy\":0.0025", "\"sweep\":\"demo\"");
    assertThat(server.requests().get(1)).contains("\"cron\":\"0 30 3 * * *\"");
    assertThat(shell.run("baseline", "pin", "nightly", "demo", "--nightly", "late")).isEqualTo(2);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void baselines_are_listed_and_shown_with_their_history() {
    server.on("GET /api/v1/baselines", "{\"items\":[" + BASELINE + "]}");
    server.on("GET /api/v1/baselines/nightly", BASELINE);
    server.on("GET " + CHECKS, Answers.page(check(2, null), check(1, "PASS")));
    assertThat(shell.run("baseline", "list")).isZero();
    assertThat(shell.run("baseline", "show", "nightly")).isZero();
    assertThat(shell.out())
        .contains("PASS", "0.5 points", "running", "accuracy fell", "0 0 3 * * *");
  }

  @Test
  void an_update_needs_to_be_told_what_and_a_schedule_when() {
    server.on("PUT /api/v1/baselines/nightly/pin", BASELINE);
    server.on("DELETE /api/v1/baselines/nightly/schedule", BASELINE);
    server.on("GET /api/v1/baselines/nightly", BASELINE);
    server.on("DELETE /api/v1/baselines/nightly", 204, "");
    assertThat(shell.run("baseline", "update", "nightly")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("baseline", "schedule", "nightly")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("baseline", "update", "nightly", "--check", "latest")).isZero();
    assertThat(server.requests().getLast()).contains("\"check\":\"latest\"");
    assertThat(shell.run("baseline", "schedule", "nightly", "--off")).isZero();
    assertThat(shell.run("baseline", "unpin", "nightly")).isZero();
    assertThat(server.requests().getLast()).startsWith("DELETE /api/v1/baselines/nightly ");
  }

  private static String check(int number, String verdict) {
    String report =
        """
        {"verdict":"%s","reasons":["accuracy fell"],"margins":{"accuracy":0.005,"log10Bound":0.1,"everyConfiguration":false},
         "trials":3,"pairs":3,"identical":0,"overall":[],"seedsNeeded":null,
         "configurations":[{"hash":"h","label":"muon sigmaMax=2","parameters":{"sigmaMax":2.0},"finding":"WORSE","pairs":3,
           "identical":0,"bound":null,"notes":[],
           "accuracy":{"measure":"ACCURACY","pairs":3,"pinned":0.4,"checked":0.3875,"change":-0.0125,"low":-0.02,"high":-0.005,
                       "noise":0.004,"pWorse":0.001,"pBetter":1.0,"finding":"WORSE"}}],
         "covariates":[{"name":"codeDigest","pinned":["a1"],"checked":["b2"]}]}"""
            .formatted(verdict);
    return """
        {"id":"c","baseline":"nightly","number":%d,"origin":"RERUN","pinnedSweepId":"s1","sweepId":"%s",
         "margins":{"accuracy":0.005,"log10Bound":0.1,"everyConfiguration":false},"verdict":%s,"reasons":[%s],"report":%s,
         "createdAt":"2026-11-22T03:00:00Z","finishedAt":null}"""
        .formatted(
            number,
            Answers.SWEEP_ID,
            verdict == null ? "null" : "\"" + verdict + "\"",
            verdict == null ? "" : "\"accuracy fell\"",
            verdict == null ? "null" : report);
  }
}
