package dev.lipsweep.bench;

import dev.lipsweep.domain.baseline.Margins;
import dev.lipsweep.domain.baseline.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code lipsweep bench baseline}: how often the verdict of a check is wrong, and what it can see.
 */
@Command(
    name = "lipsweep bench baseline",
    description = {
      "Count the verdicts of simulated checks: of an unchanged system, and of one that has lost",
      "accuracy, with the usual margins. Seeded: the same options print the same numbers."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BaselineMain implements Callable<Integer> {
  private static final double POINT = 0.01;

  @Option(
      names = "--checks",
      paramLabel = "N",
      description = "simulated checks a row (default: ${DEFAULT-VALUE})")
  private int checks = 2000;

  @Option(
      names = "--configurations",
      split = ",",
      paramLabel = "N",
      description = "configurations of the sweep (default: 4,12)")
  private List<Integer> configurations = List.of(4, 12);

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "N",
      description = "seeds of each (default: 3,5,10)")
  private List<Integer> seeds = List.of(3, 5, 10);

  @Option(
      names = "--noise",
      paramLabel = "POINTS",
      description =
          "standard deviation of accuracy between seeds, in points (default: ${DEFAULT-VALUE})")
  private double noise = 0.5;

  @Option(
      names = "--drop",
      paramLabel = "POINTS",
      description = "the loss of accuracy to be found, in points (default: ${DEFAULT-VALUE})")
  private double drop = 1;

  @Option(names = "--seed", paramLabel = "N", description = "of the simulation")
  private long seed = 1;

  @Option(names = "--json", description = "a line of JSON a row instead of tables")
  private boolean json;

  private BaselineMain() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BaselineMain()).execute(arguments));
  }

  @Override
  public Integer call() {
    if (checks < 1
        || !(noise > 0)
        || !(drop > 0 && drop < 20)
        || Stream.concat(configurations.stream(), seeds.stream()).anyMatch(number -> number < 1)) {
      System.err.println(
          "--checks, --configurations and --seeds: need whole numbers from 1; --noise and --drop: points above 0, --drop below 20");
      return CommandLine.ExitCode.USAGE;
    }
    var report = new Report(System.out, json);
    report.table("an unchanged system", rows(List.of(SeedNoise.values()), 0, false));
    report.table(
        "every configuration has lost %s points".formatted(drop),
        rows(List.of(SeedNoise.NORMAL, SeedNoise.HEAVY_TAILED), drop * POINT, false));
    report.table(
        "one configuration has lost %s points".formatted(2 * drop),
        rows(List.of(SeedNoise.NORMAL), 2 * drop * POINT, true));
    return CommandLine.ExitCode.OK;
  }

  private List<Map<String, Object>> rows(List<SeedNoise> kinds, double lost, boolean onlyOne) {
    var rows = new ArrayList<Map<String, Object>>();
    for (SeedNoise kind : kinds) {
      for (int count : configurations) {
        for (int each : seeds) {
          rows.add(
              row(
                  new SimulatedChecks(
                      count, each, kind, noise * POINT, lost, onlyOne ? 1 : count)));
        }
      }
    }
    return rows;
  }

  private Map<String, Object> row(SimulatedChecks simulated) {
    Map<Verdict, Integer> counts = simulated.run(checks, seed, Margins.USUAL);
    var row = new LinkedHashMap<String, Object>();
    row.put("noise", simulated.kind().words());
    row.put("configurations", simulated.configurations());
    row.put("seeds", simulated.seeds());
    for (Verdict verdict : Verdict.values()) {
      row.put(verdict.name() + " %", 100.0 * counts.getOrDefault(verdict, 0) / checks);
    }
    return row;
  }
}
