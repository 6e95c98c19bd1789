package dev.lipsweep.training.bench;

import dev.lipsweep.training.bench.Contest.Contestant;
import dev.lipsweep.training.engine.Processor;
import dev.lipsweep.training.model.Mlp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code lipsweep bench training}: prints what training costs on this machine, one thread a
 * trainer.
 */
@Command(
    name = "lipsweep bench training",
    description = "Measure what training costs on this machine, contestants taking turns.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BenchMain implements Callable<Integer> {
  /** What can be measured by itself. */
  enum Part {
    start,
    pairs,
    mlp,
    transformer,
    memory
  }

  /** Values for whatever parameters a constraint needs; a recipe drops those that do not matter. */
  private static final Map<String, Object> STRENGTHS =
      Map.of("sigmaMax", 3, "weightDecay", 0.1, "spectralWeightDecay", 0.05, "radius", 3);

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "some of ${COMPLETION-CANDIDATES} (default: all of them)")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "turns of every contestant (default: ${DEFAULT-VALUE})")
  private int rounds = 5;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "sequences in a step of the transformer of 2.4M parameters (default: ${DEFAULT-VALUE})")
  private int batch = 8;

  @Option(names = "--json", description = "a line of JSON a row instead of tables")
  private boolean json;

  private BenchMain() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 2 && arguments[0].equals(Pairs.LOAD)) {
      Pairs.load(arguments[1]);
      return;
    }
    System.exit( // the engine leaves threads behind
        new CommandLine(new BenchMain()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (rounds < 1 || batch < 1) {
      System.err.println("--rounds and --batch: need whole numbers from 1");
      return CommandLine.ExitCode.USAGE;
    }
    var report = new Report(json);
    if (parts.contains(Part.start)) {
      report.table("a trainer's start, until it takes commands", Startup.measure(rounds));
    }
    if (parts.contains(Part.pairs)) {
      report.table(
          "small trials packed on a pair of cores, a thread each",
          Pairs.measure("text-tiny", 1, 2, 4));
      report.table(
          "transformers of 2.4M parameters side by side, batch 64",
          Pairs.measure("shakespeare", 1, 2));
    }
    if (parts.contains(Part.mlp)) {
      mlp(report);
    }
    if (parts.contains(Part.transformer)) {
      transformer(report);
    }
    if (parts.contains(Part.memory)) {
      report.table("memory of a trainer over 5,000 steps", Memory.measure());
    }
    return CommandLine.ExitCode.OK;
  }

  /** The first contestant is the physical limit of the last but the unconstrained ones. */
  private void mlp(Report report) {
    List<AutoCloseable> opened = new ArrayList<>();
    List<Contestant> contestants = new ArrayList<>();
    List<Contestant> trials = new ArrayList<>();
    for (Methods.Method method : Methods.all("cifar-mlp")) {
      var trial = new Trial("cifar-mlp", method.parameters(STRENGTHS));
      opened.add(trial);
      if (contestants.isEmpty()) {
        var products = new Products((Mlp) trial.plan().network(), trial.batchSize());
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
        new Contest("cifar-mlp", contestants).run(rounds, 1));
    Report.close(opened);
  }

  /** Where the processor multiplies bf16, that too; AdamW in float32 stands in both tables. */
  private void transformer(Report report) {
    transformer(report, "fp32", List.of());
    if (Processor.multipliesBf16()) {
      transformer(report, "bf16", List.of("fp32"));
    }
  }

  private void transformer(Report report, String dtype, List<String> otherDtypes) {
    List<AutoCloseable> opened = new ArrayList<>();
    List<Contestant> contestants = new ArrayList<>();
    for (Methods.Method method : Methods.all("shakespeare")) {
      contestants.add(transformer(method, dtype, opened));
      if (contestants.size() == 1) {
        otherDtypes.forEach(other -> contestants.add(transformer(method, other, opened)));
      }
    }
    report.scores(
        "shakespeare, 2,392,576 parameters, context 256, batch %d, %s".formatted(batch, dtype),
        new Contest("shakespeare", contestants).run(rounds, 1));
    Report.close(opened);
  }

  private Contestant transformer(Methods.Method method, String dtype, List<AutoCloseable> opened) {
    var parameters = method.parameters(STRENGTHS);
    parameters.put("batchSize", batch);
    parameters.put("dtype", dtype);
    var trial = new Trial("shakespeare", parameters);
    opened.add(trial);
    return new Contestant(method.name() + ", " + dtype, trial::step);
  }
}
