package dev.lipsweep.bench;

import dev.lipsweep.domain.digest.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code lipsweep bench dispatch}: prints what a real server with a durable database does under
 * simulated workers.
 */
@Command(
    name = "lipsweep bench dispatch",
    description = {
      "Measure a server under simulated workers over HTTP. It starts one with its own durable",
      "database in a temporary folder, or measures the one of --server: that writes into its",
      "database, so give one that is there for nothing else."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DispatchMain implements Callable<Integer> {
  /** What can be measured by itself. */
  enum Part {
    limits,
    sweeps,
    cycles,
    metrics,
    slot
  }

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "some of ${COMPLETION-CANDIDATES} (default: all of them)")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "simulated workers (default: ${DEFAULT-VALUE})")
  private int workers = 64;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "trials that a claim asks for (default: ${DEFAULT-VALUE})")
  private int slots = 1;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "length of each measurement (default: ${DEFAULT-VALUE})")
  private int seconds = 10;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description =
          "seconds of cycles before any is counted, in which the server's code is compiled (default: ${DEFAULT-VALUE})")
  private int warmUp = 30;

  @Option(
      names = "--history",
      split = ",",
      paramLabel = "N",
      description =
          "finished trials in the sweep before cycles are counted, rising (default: 0,100000,1000000)")
  private List<Integer> history = List.of(0, 100_000, 1_000_000);

  @Option(
      names = "--sweeps",
      split = ",",
      paramLabel = "N",
      description = "sizes of the sweeps that are submitted (default: 10000,100000)")
  private List<Integer> sweeps = List.of(10_000, 100_000);

  @Option(
      names = "--trials",
      paramLabel = "N",
      description =
          "READY trials in the sweep before each measurement, at most 100000 (default: ${DEFAULT-VALUE})")
  private int trials = 100_000;

  @Mixin private MeasuredServer server = new MeasuredServer();

  @Option(names = "--json", description = "a line of JSON a row instead of tables")
  private boolean json;

  private DispatchMain() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new DispatchMain())
            .setExecutionExceptionHandler(MeasuredServer::tell)
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (Stream.concat(Stream.of(workers, slots, seconds, warmUp, trials), sweeps.stream())
            .anyMatch(number -> number < 1)
        || history.stream().anyMatch(number -> number < 0)) {
      System.err.println(
          "--workers, --slots, --seconds, --warm-up, --trials and --sweeps: need whole numbers from 1, --history from 0");
      return CommandLine.ExitCode.USAGE;
    }
    boolean onlySlot = parts.equals(EnumSet.of(Part.slot));
    if (onlySlot && server.runsAlready()) {
      System.err.println("slot is measured on a server of its own: leave --server away");
      return CommandLine.ExitCode.USAGE;
    }
    int code =
        onlySlot ? CommandLine.ExitCode.OK : server.measure(this::measure, "--workers", "none");
    if (code == CommandLine.ExitCode.OK && parts.contains(Part.slot) && !server.runsAlready()) {
      return server.measure(
          target -> {
            var report = new Report(System.out, json);
            report.table("machine", List.of(Report.machine()));
            report.table("around training", new WarmSlot(target).measure());
          },
          "--slots",
          "1");
    }
    return code;
  }

  private void measure(Target target) throws IOException, SQLException, InterruptedException {
    var report = new Report(System.out, json);
    var time = Duration.ofSeconds(seconds);
    report.table("machine", List.of(Report.machine()));
    if (parts.contains(Part.limits)) {
      report.table("what the machine can do at all", Limits.measure(target, time.dividedBy(2)));
    }
    if (parts.contains(Part.sweeps)) {
      sweeps(target, report);
    }
    if (parts.contains(Part.cycles) || parts.contains(Part.metrics)) {
      load(target, report, time);
    }
    report.table("machine at the end", List.of(Report.machine()));
  }

  private void sweeps(Target target, Report report)
      throws IOException, SQLException, InterruptedException {
    var submitter = new Sweeps(target);
    var rows = new ArrayList<Map<String, Object>>();
    for (int size : sweeps) {
      var written = submitter.submit(size);
      rows.add(written.row());
      target.cancel(written.id());
    }
    report.table("a sweep is accepted", rows);
  }

  private void load(Target target, Report report, Duration time)
      throws IOException, SQLException, InterruptedException {
    String artifact = artifact(target);
    var submitter = new Sweeps(target);
    var sweep = submitter.submit(trials).id();
    var simulated = new ArrayList<SimulatedWorker>();
    try {
      for (int i = 0; i < workers; i++) {
        simulated.add(new SimulatedWorker(target, i, slots, artifact));
      }
      if (parts.contains(Part.cycles)) {
        var cycles = new Cycles(target.home(), simulated, slots);
        cycles.run(Duration.ofSeconds(warmUp));
        var rows = new ArrayList<Map<String, Object>>();
        int there = 0;
        for (int wanted : history) {
          try (var database = target.database()) {
            History.add(database, sweep, artifact, Math.max(0, wanted - there), trials);
          }
          there = Math.max(there, wanted);
          var row = new LinkedHashMap<String, Object>();
          row.put("finished trials before", wanted);
          row.putAll(cycles.run(time));
          rows.add(row);
        }
        report.table(
            "claim, renew, complete: %d workers, %d trials a claim".formatted(workers, slots),
            rows);
      }
      if (parts.contains(Part.metrics)) {
        report.table("metrics", List.of(new Ingestion(target, simulated).run(time)));
      }
      target.cancel(sweep);
    } finally {
      simulated.forEach(SimulatedWorker::close);
    }
  }

  /** Bytes that stand for every final checkpoint. */
  private static String artifact(Target target) throws IOException {
    byte[] bytes = "no weights".getBytes(StandardCharsets.UTF_8);
    String sha256 = Sha256.of(bytes);
    try (var connection = new Connection(target.address(), target.workerToken())) {
      var reply =
          connection.send("PUT", "/api/v1/artifacts/" + sha256, "application/octet-stream", bytes);
      if (reply.status() >= 300) {
        throw new IllegalStateException("%d: %s".formatted(reply.status(), reply.text()));
      }
    }
    return sha256;
  }
}
