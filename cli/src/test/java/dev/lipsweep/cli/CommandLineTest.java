package dev.lipsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.port.UnusedPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest extends CommandTest {
  private static final String SWEEP = "/api/v1/sweeps/" + Answers.SWEEP_ID;

  @Test
  void help_lists_every_verb_and_every_exit_code() {
    assertThat(shell.run("--help")).isZero();
    assertThat(shell.out())
        .contains("demo", "server", "worker", "submit", "frontier", "retry", "recipes")
        .contains("Exit codes", "130 interrupted");
  }

  @ParameterizedTest
  @CsvSource({
    "demo",
    "submit",
    "status",
    "sweeps",
    "trials",
    "trial",
    "frontier",
    "ask",
    "cancel",
    "pause",
    "resume",
    "retry",
    "workers",
    "drain",
    "recipes",
    "data",
    "baseline",
    "token"
  })
  void every_verb_has_help(String verb) {
    assertThat(shell.run(verb, "--help")).isZero();
    assertThat(shell.out()).startsWith("Usage: lipsweep " + verb);
  }

  @Test
  void a_wrong_command_line_is_one_line_and_a_hint() {
    assertThat(shell.run("frontier", "demo", "--csv", "--svg", "x.svg")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("mutually exclusive").contains("--help").hasLineCount(2);
    assertThat(shell.run("statsu")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("status");
  }

  @Test
  void authorities_that_are_none_are_named() throws IOException {
    Files.writeString(directory.resolve("ca.pem"), "no certificate");
    shell.with("LIPSWEEP_CA", "ca.pem");
    assertThat(shell.run("sweeps")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("LIPSWEEP_CA").contains("ca.pem");
  }

  @Test
  void status_shows_the_sweep() {
    server.on("GET /api/v1/sweeps/demo", Answers.sweep("RUNNING", 2, 0));
    assertThat(shell.run("status", "demo")).isZero();
    assertThat(shell.out())
        .contains(
            "demo",
            Answers.SWEEP_ID,
            "4 trials: 2 completed, 1 running, 1 ready",
            "50 %",
            "55 s left")
        .doesNotContain("\u001B");
  }

  @Test
  void json_is_the_answer_itself() {
    String body = Answers.sweep("RUNNING", 2, 0).strip();
    server.on("GET /api/v1/sweeps/demo", body);
    shell.run("status", "demo", "--json");
    assertThat(shell.out().strip()).isEqualTo(body);
  }

  @Test
  void a_trial_is_named_by_its_sweep_and_number_apart_or_with_a_slash() {
    server.on("GET /api/v1/sweeps/demo/trials/3", Answers.trial(3, "COMPLETED"));
    assertThat(shell.run("trial", "demo", "3", "--json")).isZero();
    assertThat(shell.run("trial", "demo/3", "--json")).isZero();
  }

  @Test
  void a_name_with_a_slash_that_the_servlet_container_refuses_is_not_found() {
    server.on("GET /api/v1/sweeps/a%2Fb", 400, "<html>Bad Request</html>");
    assertThat(shell.run("status", "a/b")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.err()).contains("names have no slash");
  }

  @Test
  void names_are_escaped_in_paths() {
    shell.run("status", "a b?c");
    assertThat(server.requests().getFirst()).startsWith("GET /api/v1/sweeps/a%20b%3Fc ");
  }

  @ParameterizedTest
  @CsvSource({
    "400,2", "401,5", "403,5", "404,4", "409,6", "413,2", "415,2", "422,2", "500,70", "503,70"
  })
  void the_exit_code_tells_what_was_wrong(int status, int exitCode) {
    server.on(
        "GET /api/v1/sweeps/x", status, "{\"detail\":\"because\",\"status\":%d}".formatted(status));
    assertThat(shell.run("status", "x")).isEqualTo(exitCode);
    assertThat(shell.err()).startsWith("lipsweep: ").hasLineCount(1).doesNotContain("Exception");
  }

  @Test
  void nobody_listening_is_said_in_one_line() throws IOException {
    assertThat(shell.run("sweeps", "--server", "http://127.0.0.1:" + UnusedPort.choose()))
        .isEqualTo(ExitCode.UNREACHABLE);
    assertThat(shell.err()).contains("cannot reach the server", "lipsweep server").hasLineCount(1);
  }

  @Test
  void a_foreign_web_server_is_not_taken_for_ours() {
    server.on("GET /api/v1/sweeps", "<html>hello</html>");
    assertThat(shell.run("sweeps")).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(shell.err()).contains("no lipsweep server");
  }

  @Test
  void an_address_without_a_host_is_refused() {
    assertThat(shell.run("sweeps", "--server", "localhost:8420")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("'localhost:8420' is no server's address");
  }

  @Test
  void tokens_come_from_the_option_a_file_the_environment_or_the_home() throws IOException {
    Path home = Files.createDirectories(directory.resolve("home"));
    Files.writeString(home.resolve("admin.token"), "lsw_home\n");
    Files.writeString(directory.resolve("t"), "lsw_file\n");
    server.on("GET /api/v1/workers", Answers.page());
    shell.run("workers");
    shell.run("workers", "--token-file", "t");
    shell.run("workers", "--token", "lsw_option");
    shell.with("LIPSWEEP_TOKEN", "lsw_variable").run("workers");
    assertThat(server.requests())
        .extracting(request -> request.replaceFirst(".*auth=Bearer (\\S+) .*", "$1"))
        .containsExactly("lsw_home", "lsw_file", "lsw_option", "lsw_variable");
  }

  @Test
  void a_dry_run_says_what_it_would_be() throws IOException {
    Files.writeString(directory.resolve("x.yaml"), "name: x");
    server.on(
        "POST /api/v1/sweeps?dryRun=true",
        "{\"trials\":40,\"configurations\":26,\"known\":3,\"estimateSeconds\":180,\"warnings\":[\"careful\"]}");
    assertThat(shell.run("submit", "x.yaml", "--dry-run")).isZero();
    assertThat(shell.out())
        .contains(
            "40 trials of 26 configurations, 3 of them already known",
            "3 min 0 s",
            "warning: careful");
  }

  @Test
  void refused_input_names_the_file_and_the_line() throws IOException {
    Files.writeString(directory.resolve("x.yaml"), "name: x");
    server.on(
        "POST /api/v1/sweeps",
        422,
        """
        {"type":"/problems/invalid-sweep","title":"Invalid sweep","status":422,"detail":"2 problems",
         "problems":[{"path":"/space/0/sigmaMax","line":7,"value":"-1","message":"not a value of sigmaMax","fix":"give a number > 0 and <= 1000000"},
                     {"path":"/seeds","line":null,"value":null,"message":"seeds is empty","fix":"give a number"}]}
        """);
    assertThat(shell.run("submit", "x.yaml")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err())
        .isEqualToIgnoringNewLines(
            """
            lipsweep: x.yaml:7: /space/0/sigmaMax: not a value of sigmaMax (found -1); give a number > 0 and <= 1000000
            lipsweep: x.yaml: /seeds: seeds is empty; give a number
            """);
  }

  @Test
  void a_missing_file_is_said_before_anything_is_sent() {
    assertThat(shell.run("submit", "none.yaml")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).isEqualToIgnoringNewLines("lipsweep: none.yaml: no such file\n");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void submit_sends_standard_input_as_it_is_with_its_key() {
    server.on("POST /api/v1/sweeps", 201, Answers.sweep("RUNNING", 0, 0));
    assertThat(shell.input("name: x # ü").run("submit", "-", "--idempotency-key", "k1")).isZero();
    assertThat(server.requests().getFirst())
        .contains("type=application/yaml key=k1 body=name: x # ü");
    assertThat(shell.out()).contains(Answers.SWEEP_ID);
  }

  @ParameterizedTest
  @CsvSource({"COMPLETED,4,0,0", "COMPLETED,3,1,1", "CANCELLED,1,0,1"})
  void waiting_ends_with_the_sweep_and_tells_how_it_ended(
      String state, int completed, int failed, int exitCode) {
    server
        .on("POST /api/v1/sweeps", 201, Answers.sweep("RUNNING", 0, 0))
        .on("GET " + SWEEP, Answers.sweep("RUNNING", 0, 0))
        .on("GET " + SWEEP, Answers.sweep("RUNNING", 1, 0))
        .on("GET " + SWEEP, Answers.sweep(state, completed, failed))
        .on("GET " + SWEEP + "/trials", Answers.page(Answers.trial(3, "RUNNING")))
        .on("GET " + SWEEP + "/trials", Answers.page())
        .on("GET /api/v1/trials/t3", Answers.trial(3, "COMPLETED"));
    assertThat(shell.input("name: x").run("submit", "-", "--wait")).isEqualTo(exitCode);
    assertThat(shell.out())
        .contains(
            "trial 3, muon spectral_soft_cap sigmaMax=4 logitScale=8 seed=0: accuracy 41.0 % at bound 204")
        .contains("sweep demo is " + state.toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void waiting_on_a_terminal_draws_in_place() {
    server
        .on("GET /api/v1/sweeps/demo", Answers.sweep("RUNNING", 1, 0))
        .on("GET " + SWEEP, Answers.sweep("RUNNING", 1, 0))
        .on("GET " + SWEEP, Answers.sweep("COMPLETED", 4, 0))
        .on("GET " + SWEEP + "/trials", Answers.page(Answers.trial(3, "RUNNING")));
    shell.onTerminal().with("COLUMNS", "100");
    assertThat(shell.run("status", "demo", "--wait")).isZero();
    assertThat(shell.out())
        .contains("25 %", "#3", "210/300", "2.314", "12.3", "\u001B[1A\u001B[2K")
        .contains("\u001B[?25h");
    assertThat(shell.out().lines().map(line -> line.replaceAll("\u001B\\[[?\\d]*[A-Za-z]", "")))
        .allMatch(line -> line.length() < 100);
  }

  @Test
  void waiting_with_json_prints_one_document() {
    server
        .on("GET /api/v1/sweeps/demo", Answers.sweep("COMPLETED", 4, 0))
        .on("GET " + SWEEP, Answers.sweep("COMPLETED", 4, 0))
        .on("GET " + SWEEP + "/trials", Answers.page());
    assertThat(shell.run("status", "demo", "--wait", "--json")).isZero();
    assertThat(shell.out().strip()).isEqualTo(Answers.sweep("COMPLETED", 4, 0).strip());
  }

  @Test
  void pages_are_followed_to_the_end() {
    server
        .on(
            "GET /api/v1/sweeps/demo/trials",
            "{\"items\":[%s],\"nextCursor\":\"c+1\"}".formatted(Answers.trial(1, "COMPLETED")))
        .on("GET /api/v1/sweeps/demo/trials", Answers.page(Answers.trial(2, "RUNNING")));
    assertThat(shell.run("trials", "demo")).isZero();
    assertThat(shell.out())
        .contains("completed *", "41.0 %", "204", "210/300", "* on the frontier");
    assertThat(server.requests().get(1)).contains("order=number&limit=199&cursor=c%2B1");
  }

  @Test
  void trials_as_csv_have_a_column_for_each_parameter() {
    server.on("GET /api/v1/sweeps/demo/trials", Answers.page(Answers.trial(1, "COMPLETED")));
    assertThat(shell.run("trials", "demo", "--csv", "--state", "completed")).isZero();
    assertThat(shell.out().lines())
        .containsExactly(
            "number,id,state,accuracy,loss,boundKind,log10Bound,rule,onFrontier,seed,attempts,reason,configurationHash,constraint,logitScale,optimizer,sigmaMax",
            "1,t1,COMPLETED,0.41,2.5,FINITE,2.31,certified-quick,true,0,1,,ab12,spectral_soft_cap,8.0,muon,4.0");
    assertThat(server.requests().getFirst()).contains("state=COMPLETED");
  }

  @Test
  void robustness_is_a_table_of_the_trials_that_were_attacked() throws IOException {
    server.on(
        "GET /api/v1/sweeps/demo/trials?order=number&state=COMPLETED&limit=500",
        Answers.page(Answers.trial(1, "COMPLETED"), Answers.trial(2, "COMPLETED")));
    server.on(
        "GET /api/v1/trials/t1",
        Answers.trial(1, "COMPLETED")
            .replaceFirst(
                "\\{",
                "{\"measures\":{\"robust/clean\":0.5,\"robust/pgd-linf/0.007843\":0.31,\"robust/certified-linf/0.007843\":0.07},"));
    server.on("GET /api/v1/trials/t2", Answers.trial(2, "COMPLETED"));
    assertThat(shell.run("robustness", "demo")).isZero();
    assertThat(shell.out()).contains("50.0 %", "31.0 % (7.0 %)").doesNotContain("\n2 ");
    assertThat(shell.run("robustness", "demo", "--svg", "r.svg")).isZero();
    assertThat(Files.readString(directory.resolve("r.svg"))).startsWith("<svg");
  }

  @Test
  void the_frontier_is_a_table_by_group() {
    server.on(
        "GET /api/v1/sweeps/demo/frontier?format=json&by=optimizer",
        Answers.frontier(
            Answers.group("adamw", Answers.point(3, 0.4, "adamw")),
            Answers.group("muon", Answers.point(2, 0.45, "muon"))));
    assertThat(shell.run("frontier", "demo", "--by", "optimizer")).isZero();
    assertThat(shell.out()).contains("adamw\nbound", "45.0 %", "logitScale");
  }

  @Test
  void seeds_taken_together_are_counted_and_third_objectives_shown() {
    String point =
        Answers.point(2, 0.45, "muon")
            .replace(
                "\"seed\":0",
                "\"seed\":0,\"trialIds\":[\"a\",\"b\"],\"metrics\":{\"trainSeconds\":12.5}");
    server.on(
        "GET /api/v1/sweeps/demo/frontier?format=json&aggregate=mean",
        Answers.frontier(Answers.group("", point)).replace("\"by\"", "\"seeds\":\"mean\",\"by\""));
    assertThat(shell.run("frontier", "demo", "--aggregate", "mean")).isZero();
    assertThat(shell.out().lines().findFirst().orElseThrow())
        .contains("trainSeconds")
        .endsWith("seeds");
    assertThat(shell.out()).contains("12.50").endsWith("2\n").doesNotContain("trial\n");
  }

  @Test
  void a_frontier_is_saved_as_the_files_ending_says() throws IOException {
    server.on("GET /api/v1/sweeps/demo/frontier?format=parquet&third=seconds", "PAR1");
    assertThat(shell.run("frontier", "demo", "--third", "seconds", "--save", "f.parquet")).isZero();
    assertThat(Files.readString(directory.resolve("f.parquet"))).isEqualTo("PAR1");
    assertThat(shell.run("frontier", "demo", "--save", "f.xls")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("end it with one of .csv .jsonl");
  }

  @Test
  void statistics_are_tables_sentences_and_notes() {
    server.on("GET /api/v1/sweeps/demo/frontier/statistics?by=optimizer", Answers.statistics());
    assertThat(shell.run("frontier", "demo", "--by", "optimizer", "--statistics")).isZero();
    assertThat(shell.out())
        .contains("on front", "93 %", "45.0 %", "everything", "31.2 %", "muon is ahead of adamw")
        .contains("note: no configuration has more than 3 seeds")
        .contains("hold 95 % of 1000 resamples of the seeds (L64X128MixRandom, seed 0)");
  }

  @Test
  void questions_are_answered_in_a_sentence_and_a_table() {
    server.on(
        "GET /api/v1/sweeps/demo/frontier/questions?bound=1000&by=optimizer", Answers.question());
    assertThat(shell.run("ask", "demo", "--bound", "1000", "--by", "optimizer")).isZero();
    assertThat(shell.out())
        .startsWith(
            "accuracy at a bound of at most 1000:\n45.0 % (43.1 to 46.0) by muon sigmaMax=2 (bound 204, 3 seeds); the same configuration in 93 % of the resamples\n")
        .containsPattern("adamw +- +- +- +- +-\n");
    assertThat(shell.run("ask", "demo", "--frontier", "--accuracy", "40%"))
        .isEqualTo(ExitCode.NOT_FOUND);
    assertThat(server.requests().getLast())
        .startsWith("GET /api/v1/frontiers/demo/questions?accuracy=40%25");
  }

  @Test
  void the_picture_goes_to_a_file_with_all_results() throws IOException {
    server.on("GET /api/v1/sweeps/demo/frontier?format=svg&all=true", "<svg/>");
    assertThat(shell.run("frontier", "demo", "--svg", "f.svg")).isZero();
    assertThat(Files.readString(directory.resolve("f.svg"))).isEqualTo("<svg/>");
    assertThat(shell.run("frontier", "demo", "--svg", "no/such/f.svg")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void actions_say_the_new_state_and_conflicts_say_why() {
    server
        .on("POST /api/v1/sweeps/demo/pause", Answers.sweep("PAUSED", 1, 0))
        .on("POST /api/v1/sweeps/demo/resume", 409, "{\"detail\":\"the sweep is COMPLETED\"}")
        .on("POST /api/v1/sweeps/demo/retry", "{\"retried\":2}");
    assertThat(shell.run("pause", "demo")).isZero();
    assertThat(shell.out()).startsWith("sweep demo is paused");
    assertThat(shell.run("resume", "demo")).isEqualTo(ExitCode.CONFLICT);
    assertThat(shell.err()).contains("the sweep is COMPLETED");
    assertThat(shell.run("retry", "demo")).isZero();
    assertThat(shell.out()).contains("2 failed trials run again");
  }

  @Test
  void workers_and_recipes_are_tables() {
    server
        .on(
            "GET /api/v1/workers",
            Answers.page(
                "{\"id\":\"w\",\"name\":\"local-0\",\"host\":\"h\",\"state\":\"ALIVE\",\"slots\":2,\"busy\":1,\"codeVersion\":\"0.1\",\"lastSeenAt\":null,\"devices\":[],\"attempts\":[{\"attemptId\":\"a\",\"trialId\":\"t\",\"sweepId\":\"s\",\"trialNumber\":7}]}"))
        .on(
            "GET /api/v1/recipes/text-tiny",
            """
            {"name":"text-tiny","version":1,"description":"small","parameters":[
              {"name":"sigmaMax","type":"real","description":"cap","allowed":"a number > 0","values":null,
               "min":0,"max":1000000,"minExcluded":true,"default":null,
               "relevantWhen":{"parameter":"constraint","values":["spectral_soft_cap"]}}]}
            """);
    assertThat(shell.run("workers")).isZero();
    assertThat(shell.out()).contains("local-0", "alive", "1/2", "#7");
    assertThat(shell.run("recipes", "text-tiny")).isZero();
    assertThat(shell.out()).contains("sigmaMax", "(give one)", "constraint spectral_soft_cap");
  }

  @Test
  void a_worker_is_drained_by_its_name() {
    String worker =
        "{\"id\":\"%s\",\"name\":\"node-7\",\"host\":\"h\",\"state\":\"%s\",\"draining\":true,\"slots\":2,\"busy\":1}";
    server
        .on(
            "GET /api/v1/workers",
            Answers.page(worker.formatted("old", "LEFT"), worker.formatted("w", "ALIVE")))
        .on("POST /api/v1/workers/w/drain", worker.formatted("w", "ALIVE"));

    assertThat(shell.run("drain", "node-7")).isZero();

    assertThat(shell.out()).contains("node-7 gets nothing new", "1 trials");
    assertThat(shell.run("workers")).isZero();
    assertThat(shell.out()).contains("alive, draining");
    assertThat(shell.run("drain", "node-8")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.err()).contains("node-8");
  }

  @Test
  void a_trial_is_named_by_its_sweep_and_the_number_that_tables_show() {
    server
        .on("GET /api/v1/sweeps/demo/trials/3", Answers.trial(3, "RUNNING"))
        .on("GET /api/v1/trials/t3/certificates", Answers.page())
        .on("GET /api/v1/trials/t3/leases", Answers.page());

    assertThat(shell.run("trial", "demo", "3")).isZero();

    assertThat(shell.out()).contains("trial 3");
    assertThat(shell.run("trial", "demo", "third")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("NUMBER").contains("third");
  }

  @Test
  void a_trial_shows_its_leases_and_what_came_too_late() {
    server
        .on("GET /api/v1/trials/t3", Answers.trial(3, "RUNNING"))
        .on("GET /api/v1/trials/t3/certificates", Answers.page())
        .on(
            "GET /api/v1/trials/t3/leases",
            Answers.page(
                """
                {"attemptId":"a","epoch":1,"workerId":"w","workerName":"node-7","host":"h","device":"cuda:0",
                 "memoryBytes":0,"state":"LOST","from":"2026-11-21T10:00:00Z","until":"2026-11-21T10:05:02Z",
                 "expiredAt":"2026-11-21T10:05:00Z","cause":null,"signal":null,"message":"the lease ran out",
                 "resumedStep":null,"checkpointStep":120,
                 "refused":[{"kind":"COMPLETION","refusals":2,"shownEpoch":1,"currentEpoch":2,"trialState":"RUNNING",
                             "firstAt":"2026-11-21T10:06:00Z","lastAt":"2026-11-21T10:07:00Z"}]}
                """));

    assertThat(shell.run("trial", "t3")).isZero();

    assertThat(shell.out())
        .contains("node-7", "cuda:0", "lost", "120", "the lease ran out at")
        .contains("completion of epoch 1 by node-7: 2 times too late")
        .contains("when the trial was at epoch 2");
  }
}
