package dev.lipsweep.bench;

import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.search.SearchMethod;
import dev.lipsweep.domain.simulation.Policy;
import dev.lipsweep.domain.simulation.PolicyTrial;
import dev.lipsweep.domain.simulation.Recording;
import dev.lipsweep.domain.stopping.Stopping;
import dev.lipsweep.domain.stopping.StoppingRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lipsweep bench search}: what searches and stopping rules find, and for which compute. */
@Command(
    name = "lipsweep bench search",
    description = {
      "Try searches and stopping rules on recorded sweeps, in simulated time, and measure how long",
      "a server takes to propose a point. The simulations are seeded: the same options print the",
      "same numbers."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class SearchMain implements Callable<Integer> {
  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "simulated sweeps a row (default: ${DEFAULT-VALUE})")
  private int seeds = 20;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "trials at a time (default: ${DEFAULT-VALUE})")
  private int slots = 2;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description =
          "finished trials of the sweep whose proposals are timed; 0 for none (default: ${DEFAULT-VALUE})")
  private int trials = 10_000;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "proposals that are timed (default: ${DEFAULT-VALUE})")
  private int requests = 100;

  @Mixin private MeasuredServer server = new MeasuredServer();

  @Option(names = "--json", description = "a line of JSON a row instead of tables")
  private boolean json;

  private SearchMain() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new SearchMain())
            .setExecutionExceptionHandler(MeasuredServer::tell)
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (seeds < 1 || slots < 1 || trials < 0 || requests < 1) {
      System.err.println(
          "--seeds, --slots and --requests need whole numbers from 1, --trials from 0");
      return CommandLine.ExitCode.USAGE;
    }
    var report = new Report(System.out, json);
    for (String recipe : Recordings.RECIPES) {
      Recording recording = Recordings.of(recipe);
      report.table(
          "%s, a grid of %d points, %d simulated sweeps a row"
              .formatted(recipe, recording.configurations(), seeds),
          rows(recording));
    }
    return trials == 0
        ? CommandLine.ExitCode.OK
        : server.measure(target -> time(target, report), "--workers", "none");
  }

  private List<Map<String, Object>> rows(Recording recording) {
    var rows = new ArrayList<Map<String, Object>>();
    for (SearchMethod method : SearchMethod.values()) {
      for (StoppingRule rule : StoppingRule.values()) {
        PolicyTrial found = PolicyTrial.run(recording, policy(recording, method, rule), seeds);
        rows.add(row(found));
      }
    }
    return rows;
  }

  /** A search may train a third of the grid, a quarter of that before results decide. */
  private Policy policy(Recording recording, SearchMethod method, StoppingRule rule) {
    int all = recording.configurations();
    int points = method == SearchMethod.GRID ? all : Math.ceilDiv(all, 3);
    return new Policy(
        new Search(method, points, Math.max(8, points / 4), 0),
        Stopping.of(rule, recording.recipe()),
        slots);
  }

  private static Map<String, Object> row(PolicyTrial found) {
    var row = new LinkedHashMap<String, Object>();
    row.put(
        "search, stopping",
        found.policy().search().method().text() + ", " + found.policy().stopping().rule().text());
    row.put("volume %", percent(found.volume()));
    row.put("worst", percent(found.worstVolume()));
    row.put("compute %", percent(found.compute()));
    row.put("volume at 25 % compute", percent(found.volumeAtQuarter()));
    row.put("worst there", percent(found.worstAtQuarter()));
    row.put(
        "compute for 95 %",
        Double.isFinite(found.computeFor95()) ? percent(found.computeFor95()) : "-");
    row.put("had it by 25 %", "%d of %d".formatted(found.reached(), found.sweeps()));
    row.put(
        "stopped of the frontier",
        "%d of %d".formatted(found.stoppedOfFrontier(), found.ofFrontier()));
    return row;
  }

  private static double percent(double share) {
    return Report.round(100 * share, 1);
  }

  private void time(Target target, Report report) throws Exception {
    UUID sweep = SearchedSweep.fill(target, trials);
    String path = "/api/v1/sweeps/%s/proposals?points=1".formatted(sweep);
    var times = new Latencies();
    try (var connection = new Connection(target.address(), target.adminToken())) {
      // the first ones are for the server's compiler
      for (int i = 0; i < requests / 2; i++) {
        ask(connection, path);
      }
      for (int i = 0; i < requests; i++) {
        long begin = System.nanoTime();
        ask(connection, path);
        times.add(System.nanoTime() - begin);
      }
    }
    Latencies sorted = Latencies.merged(List.of(times));
    var row = new LinkedHashMap<String, Object>();
    row.put("proposals", requests);
    row.put("p50 ms", Report.round(sorted.millis(0.5), 1));
    row.put("p90 ms", Report.round(sorted.millis(0.9), 1));
    row.put("p99 ms", Report.round(sorted.millis(0.99), 1));
    report.table(
        String.format(
            Locale.ROOT,
            "a proposal for a sweep with %,d finished trials takes %.0f ms",
            trials,
            sorted.millis(0.5)),
        List.of(row));
    report.table("machine", List.of(Report.machine()));
  }

  private static void ask(Connection connection, String path) throws IOException {
    connection.send("GET", path, "application/json", new byte[0]).expect(200);
  }
}
