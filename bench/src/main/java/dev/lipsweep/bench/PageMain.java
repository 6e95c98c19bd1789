package dev.lipsweep.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lipsweep bench page}: how soon a person sees the frontier of many trials in a browser. */
@Command(
    name = "lipsweep bench page",
    description = {
      "Measure how soon the page shows the frontier of a sweep of many trials, how much it loads for",
      "it, and how soon it has zoomed and filtered, in this machine's Chromium. Each visit has an",
      "empty cache. The trials are put there by SQL. It starts a server of its own in a temporary",
      "folder, or measures the one of --server: that writes into its database."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class PageMain implements Callable<Integer> {
  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "finished trials of the sweep (default: ${DEFAULT-VALUE})")
  private int trials = 100_000;

  @Option(
      names = "--visits",
      paramLabel = "N",
      description =
          "visits that are counted; the first is shown for itself (default: ${DEFAULT-VALUE})")
  private int visits = 20;

  @Option(
      names = "--browser",
      paramLabel = "FILE",
      description = "Chromium or Chrome (default: the first on the PATH)")
  private @Nullable Path browser;

  @Mixin private MeasuredServer server = new MeasuredServer();

  @Option(names = "--json", description = "a line of JSON a row instead of tables")
  private boolean json;

  private PageMain() {}

  /** What a visit took: milliseconds, and kilobytes. */
  private record Visit(double paint, double kilobytes, double zoom, double filter) {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new PageMain())
            .setExecutionExceptionHandler(MeasuredServer::tell)
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (trials < 1 || visits < 1) {
      System.err.println("--trials and --visits need whole numbers from 1");
      return CommandLine.ExitCode.USAGE;
    }
    Path program = Chromium.program(browser);
    return server.measure(target -> measure(target, program), "--workers", "none");
  }

  private void measure(Target target, Path program)
      throws IOException, SQLException, InterruptedException {
    var report = new Report(System.out, json);
    report.table("machine", List.of(Report.machine()));
    UUID sweep = ManyResults.sweep(target);
    ManyResults.fill(target, sweep, trials, done -> System.err.printf("%,d trials%n", done));
    var seen = new ArrayList<Visit>();
    try (Chromium chromium = Chromium.start(program)) {
      for (int i = 0; i <= visits; i++) {
        seen.add(visit(chromium, target, sweep, i));
      }
    }
    report.table(
        "the page of %,d trials, %d visits after the first".formatted(trials, visits),
        List.of(
            row("first useful paint, ms", 1000, seen.stream().map(Visit::paint).toList()),
            row("over the wire, kB", 600, seen.stream().map(Visit::kilobytes).toList()),
            row("zoom, ms", 300, seen.stream().map(Visit::zoom).toList()),
            row("filter, ms", 300, seen.stream().map(Visit::filter).toList())));
    report.table("machine at the end", List.of(Report.machine()));
  }

  /** Looks at a sweep, marks a part of the plot, and lets one of two optimizers in. */
  private static Visit visit(Chromium chromium, Target target, UUID sweep, int number)
      throws IOException, InterruptedException {
    try (Page page = chromium.page()) {
      double paint =
          page.open(
              "%s/#token=%s&/sweeps/%s".formatted(target.address(), target.adminToken(), sweep));
      double kilobytes = page.received() / 1e3;
      double from = 0.2 + 0.01 * (number % 20);
      double zoom = page.zoom(from, from + 0.3, 0.7, 0.3);
      page.click(".filter-line summary");
      double filter =
          page.choose(
              ".filter-menu fieldset:first-of-type label:nth-of-type(%d) input"
                  .formatted(1 + number % 2));
      return new Visit(paint, kilobytes, zoom, filter);
    }
  }

  /** The first visit finds a server that has just started. */
  private static Map<String, Object> row(String what, int goal, List<Double> values) {
    List<Double> sorted = values.stream().skip(1).sorted().toList();
    var row = new LinkedHashMap<String, Object>();
    row.put("page", what);
    row.put("first visit", Report.round(values.getFirst(), 0));
    row.put("p50", Report.round(sorted.get((sorted.size() - 1) / 2), 0));
    row.put("most", Report.round(sorted.getLast(), 0));
    row.put("goal", goal);
    return row;
  }
}
