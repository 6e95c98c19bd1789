package dev.lipsweep.training.bench;

import dev.lipsweep.training.bench.Contest.Contestant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code lipsweep bench training}: prints what training costs on this machine, one thread a
 * trainer. Exit codes: 0 done, 2 wrong command line.
 */
public final class BenchMain {
  private static final String USAGE =
      """
      usage: lipsweep bench training [--only PART,...] [--rounds N] [--batch N] [--json]

        --only PART,...  mlp, transformer, start, memory, pairs (all of them)
        --rounds N       turns of every contestant (5)
        --batch N        sequences in a step of the transformer of 2.4M parameters (8)
        --json           one line of JSON a row instead of tables
      """;

  private static final Set<String> PARTS =
      new TreeSet<>(Set.of("mlp", "transformer", "start", "memory", "pairs"));

  /** Values for whatever parameters a constraint needs; a recipe drops those that do not matter. */
  private static final Map<String, Object> STRENGTHS =
      Map.of("sigmaMax", 3, "weightDecay", 0.1, "spectralWeightDecay", 0.05, "radius", 3);

  private final Options options;
  private final Report report;

  private BenchMain(Options options) {
    this.options = options;
    this.report = new Report(options.json());
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (List.of(arguments).equals(List.of("load"))) {
      Pairs.load();
      return;
    }
    Options options;
    try {
      options = Options.of(List.of(arguments), PARTS);
    } catch (IllegalArgumentException e) {
      System.err.println("lipsweep bench training: " + e.getMessage() + "\n\n" + USAGE);
      System.exit(2);
      return;
    }
    if (options.help()) {
      System.out.print(USAGE);
      return;
    }
    new BenchMain(options).run();
    System.exit(0); // the engine leaves threads behind
  }

  private void run() throws IOException, InterruptedException {
    if (options.has("start")) {
      report.table("a trainer's start, until it takes commands", Startup.measure(options.rounds()));
    }
    if (options.has("pairs")) {
      report.table("two trials side by side, a thread each", Pairs.measure());
    }
    if (options.has("mlp")) {
      mlp();
    }
    if (options.has("transformer")) {
      transformer();
    }
    if (options.has("memory")) {
      report.table("memory of a trainer over 5,000 steps", Memory.measure());
    }
  }

  /** The first contestant is the physical limit of the last but the unconstrained ones. */
  private void mlp() {
    List<AutoCloseable> opened = new ArrayList<>();
    List<Contestant> contestants = new ArrayList<>();
    List<Contestant> trials = new ArrayList<>();
    for (Methods.Method method : Methods.all("cifar-mlp")) {
      var trial = new Trial("cifar-mlp", method.parameters(STRENGTHS));
      opened.add(trial);
      if (contestants.isEmpty()) {
        var products =
            new Products(
                (dev.lipsweep.training.model.Mlp) trial.plan().network(), trial.batchSize());
        opened.add(products);
        contestants.add(
            new Contestant(
                "matrix products of muon, spectral_soft_cap alone", n -> products.run()));
      }
      trials.add(new Contestant(method.name(), trial::step));
    }
    contestants.addAll(trials);
    report.scores(
        "cifar-mlp, 854,528 parameters, batch 512",
        new Contest("cifar-mlp", contestants).run(options.rounds(), 1));
    Report.close(opened);
  }

  private void transformer() {
    List<AutoCloseable> opened = new ArrayList<>();
    List<Contestant> contestants = new ArrayList<>();
    for (Methods.Method method : Methods.all("shakespeare")) {
      var parameters = method.parameters(STRENGTHS);
      parameters.put("batchSize", options.batch());
      var trial = new Trial("shakespeare", parameters);
      opened.add(trial);
      contestants.add(new Contestant(method.name(), trial::step));
    }
    report.scores(
        "shakespeare, 2,392,576 parameters, context 256, batch " + options.batch(),
        new Contest("shakespeare", contestants).run(options.rounds(), 1));
    Report.close(opened);
  }
}
