package dev.lipsweep.cli.search;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.cli.LipsweepCommand;
import dev.lipsweep.cli.Shell;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.search.SearchMethod;
import dev.lipsweep.domain.simulation.Policy;
import dev.lipsweep.domain.simulation.PolicyTrial;
import dev.lipsweep.domain.simulation.Recording;
import dev.lipsweep.domain.stopping.Stopping;
import dev.lipsweep.domain.stopping.StoppingRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries searches and stopping rules on a past sweep; it needs no server. */
@Command(
    name = "simulate",
    description = {
      "Try searches and stopping rules on a recorded sweep, in simulated time: how much of the",
      "grid's hypervolume they find, and for which share of its compute.",
      "The same options print the same numbers."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class SimulateCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "as 'lipsweep record SWEEP FILE' writes it")
  private String file = "";

  @Option(
      names = "--search",
      split = ",",
      paramLabel = "METHOD",
      description = "grid, random, sobol, frontier, nsga (default: all of them)")
  private List<String> searches = List.of();

  @Option(
      names = "--stopping",
      split = ",",
      paramLabel = "RULE",
      description = "none, median, asha, pareto-asha (default: none,pareto-asha)")
  private List<String> rules = List.of("none", "pareto-asha");

  @Option(
      names = "--points",
      paramLabel = "N",
      description = "that a search may train (default: a third of the grid)")
  private @Nullable Integer points;

  @Option(
      names = "--initial",
      paramLabel = "N",
      description = "of them that are drawn before results decide (default: a quarter, 8 at least)")
  private @Nullable Integer initial;

  @Option(names = "--risk", description = "of pareto-asha (default: ${DEFAULT-VALUE})")
  private double risk = Stopping.RISK;

  @Option(names = "--slots", description = "trials at a time (default: ${DEFAULT-VALUE})")
  private int slots = 2;

  @Option(names = "--seeds", description = "simulated sweeps each (default: ${DEFAULT-VALUE})")
  private int seeds = 20;

  @Option(names = "--json", description = "print JSON, one document")
  private boolean json;

  @Override
  public Integer call() {
    Shell shell = ((LipsweepCommand) spec.root().userObject()).shell();
    Recording recording = RecordingFile.read(shell.directory().resolve(file), file);
    if (seeds < 1 || slots < 1 || !(0 < risk && risk <= 0.5)) {
      throw new Failure(ExitCode.USAGE, "--seeds and --slots: give 1 or more; --risk: up to 0.5");
    }
    var rows = new ArrayList<PolicyTrial>();
    for (SearchMethod method : methods()) {
      for (StoppingRule rule : stoppingRules()) {
        rows.add(PolicyTrial.run(recording, policy(recording, method, rule), seeds));
      }
    }
    if (json) {
      shell.out().println(Server.json(rows.stream().map(SimulateCommand::fields).toList()));
    } else {
      table(rows).lines(shell.width()).forEach(shell.out()::println);
    }
    return ExitCode.OK;
  }

  private Policy policy(Recording recording, SearchMethod method, StoppingRule rule) {
    int all = recording.configurations();
    int trained =
        method == SearchMethod.GRID ? all : points == null ? Math.ceilDiv(all, 3) : points;
    int drawn = initial == null ? Math.max(8, trained / 4) : initial;
    if (trained < 1 || drawn < 2) {
      throw new Failure(ExitCode.USAGE, "--points: give 1 or more; --initial: 2 or more");
    }
    Stopping usual = Stopping.of(rule, recording.recipe());
    return new Policy(
        new Search(method, trained, Math.min(drawn, trained), 0),
        new Stopping(rule, usual.reduction(), usual.firstRung(), usual.startup(), risk),
        slots);
  }

  private List<SearchMethod> methods() {
    return searches.isEmpty()
        ? List.of(SearchMethod.values())
        : searches.stream()
            .map(
                name ->
                    SearchMethod.of(name)
                        .orElseThrow(() -> new Failure(ExitCode.USAGE, "no such search: " + name)))
            .toList();
  }

  private List<StoppingRule> stoppingRules() {
    return rules.stream()
        .map(
            name ->
                StoppingRule.of(name)
                    .orElseThrow(
                        () -> new Failure(ExitCode.USAGE, "no such stopping rule: " + name)))
        .toList();
  }

  private static TextTable table(List<PolicyTrial> rows) {
    var table =
        new TextTable(
            "search",
            "stopping",
            "volume",
            "worst",
            "compute",
            "at 25 %",
            "95 % for",
            "stopped of the frontier");
    for (PolicyTrial row : rows) {
      table.row(
          row.policy().search().method().text(),
          row.policy().stopping().rule().text(),
          percent(row.volume()),
          percent(row.worstVolume()),
          percent(row.compute()),
          percent(row.volumeAtQuarter()),
          Double.isFinite(row.computeFor95()) ? percent(row.computeFor95()) : "-",
          "%d of %d".formatted(row.stoppedOfFrontier(), row.ofFrontier()));
    }
    return table;
  }

  private static Map<String, @Nullable Object> fields(PolicyTrial row) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("search", row.policy().search().method().text());
    fields.put("stopping", row.policy().stopping().rule().text());
    fields.put("volume", row.volume());
    fields.put("worstVolume", row.worstVolume());
    fields.put("compute", row.compute());
    fields.put("volumeAtQuarter", row.volumeAtQuarter());
    fields.put("computeFor95", Double.isFinite(row.computeFor95()) ? row.computeFor95() : null);
    fields.put("ofFrontier", row.ofFrontier());
    fields.put("stoppedOfFrontier", row.stoppedOfFrontier());
    fields.put("stops", row.stops());
    return fields;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
