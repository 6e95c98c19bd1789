package dev.lipsweep.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lipsweep bench frontier}: how long frontiers of many trials take, over HTTP. */
@Command(
    name = "lipsweep bench frontier",
    description = {
      "Measure how long the frontier of a sweep of many trials takes, whole and by method, asked",
      "for over HTTP on this machine. The trials are put there by SQL. It starts a server of its",
      "own in a temporary folder, or measures the one of --server: that writes into its database."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class FrontierMain implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "finished trials of the sweep (default: ${DEFAULT-VALUE})")
  private int trials = 1_000_000;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "requests of each kind that are timed (default: ${DEFAULT-VALUE})")
  private int requests = 200;

  @Option(
      names = "--slow-requests",
      paramLabel = "N",
      description =
          "requests that have to look at every result; 0 for none (default: ${DEFAULT-VALUE})")
  private int slowRequests = 5;

  @Mixin private MeasuredServer server = new MeasuredServer();

  @Option(names = "--json", description = "a line of JSON a row instead of tables")
  private boolean json;

  private FrontierMain() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new FrontierMain())
            .setExecutionExceptionHandler(MeasuredServer::tell)
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (trials < 1 || requests < 1 || slowRequests < 0) {
      System.err.println(
          "--trials and --requests need whole numbers from 1, --slow-requests from 0");
      return CommandLine.ExitCode.USAGE;
    }
    return server.measure(this::measure, "--workers", "none");
  }

  private void measure(Target target) throws IOException, SQLException {
    var report = new Report(System.out, json);
    report.table("machine", List.of(Report.machine()));
    UUID sweep = ManyResults.sweep(target);
    ManyResults.fill(target, sweep, trials, done -> System.err.printf("%,d trials%n", done));
    var rows = new ArrayList<Map<String, Object>>();
    try (var connection = new Connection(target.address(), target.adminToken())) {
      String path = "/api/v1/sweeps/" + sweep + "/frontier";
      rows.add(row(connection, "whole", path, requests));
      rows.add(row(connection, "by method", path + "?by=optimizer,constraint", requests));
      if (slowRequests > 0) {
        rows.add(
            row(connection, "by logitScale: every result", path + "?by=logitScale", slowRequests));
      }
    }
    report.table("frontier of %,d trials".formatted(trials), rows);
    report.table("machine at the end", List.of(Report.machine()));
  }

  /** The first tenth of the requests is for the server's compiler. */
  private static Map<String, Object> row(
      Connection connection, String what, String path, int requests) throws IOException {
    JsonNode answer = JSON.readTree(ask(connection, path));
    for (int i = 1; i < requests / 10; i++) {
      ask(connection, path);
    }
    var times = new Latencies();
    for (int i = 0; i < requests; i++) {
      long begin = System.nanoTime();
      ask(connection, path);
      times.add(System.nanoTime() - begin);
    }
    Latencies sorted = Latencies.merged(List.of(times));
    int points = 0;
    for (JsonNode group : answer.get("groups")) {
      points += group.get("points").size();
    }
    var row = new LinkedHashMap<String, Object>();
    row.put("frontier", what);
    row.put("groups", answer.get("groups").size());
    row.put("points", points);
    row.put("requests", requests);
    row.put("p50 ms", Report.round(sorted.millis(0.5), 1));
    row.put("p99 ms", Report.round(sorted.millis(0.99), 1));
    return row;
  }

  private static byte[] ask(Connection connection, String path) throws IOException {
    return connection.send("GET", path, "application/json", new byte[0]).expect(200).body();
  }
}
