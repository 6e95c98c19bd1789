package dev.lipsweep.cli;

import picocli.CommandLine.Command;

/**
 * The verbs that the launcher script answers by starting another program. They are declared for the
 * help text.
 */
final class LaunchedByScript {
  private LaunchedByScript() {}

  @Command(
      name = "server",
      description = "Start the server with its database and a local worker; stop it with Ctrl-C.")
  static final class ServerCommand implements Runnable {
    @Override
    public void run() {
      throw elsewhere("server", "java -jar api/target/lipsweep-server.jar");
    }
  }

  @Command(name = "worker", description = "Start a worker that trains for a server.")
  static final class WorkerCommand implements Runnable {
    @Override
    public void run() {
      throw elsewhere("worker", "dev.lipsweep.worker.WorkerMain");
    }
  }

  @Command(
      name = "bench",
      description =
          "Measure what training or dispatching costs here, how soon frontier and page answer, what a"
              + " search finds, or how often a verdict errs: bench training, dispatch, frontier, page,"
              + " search or baseline.")
  static final class BenchCommand implements Runnable {
    @Override
    public void run() {
      throw elsewhere(
          "bench", "dev.lipsweep.training.bench.BenchMain or dev.lipsweep.bench.DispatchMain");
    }
  }

  @Command(
      name = "estimate",
      description = "Memory and time of one trial on this machine: estimate RECIPE [NAME=VALUE].")
  static final class EstimateCommand implements Runnable {
    @Override
    public void run() {
      throw elsewhere("estimate", "dev.lipsweep.training.estimate.EstimateMain");
    }
  }

  private static Failure elsewhere(String verb, String program) {
    return new Failure(
        ExitCode.USAGE,
        "'%s' is started by the script ./lipsweep, which runs %s".formatted(verb, program));
  }
}
