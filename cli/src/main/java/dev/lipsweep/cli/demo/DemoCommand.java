package dev.lipsweep.cli.demo;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.LipsweepCommand;
import dev.lipsweep.cli.Shell;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Sweep;
import dev.lipsweep.cli.sweep.DefinitionFile;
import dev.lipsweep.cli.sweep.SweepWatch;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "From nothing to a frontier on real text, in one command.",
      "It starts a server with a database and a worker, trains a sweep of small transformers, and",
      "shows which accuracy each bound costs. A second run goes on where the first one stopped."
    })
public final class DemoCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "folder of the server's data (or LIPSWEEP_HOME; default: ~/.lipsweep)")
  private @Nullable Path home;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "port of the server on this machine (default: 8420)")
  private @Nullable Integer port;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "another sweep than examples/demo.yaml")
  private @Nullable Path file;

  @Option(names = "--again", description = "start the sweep afresh instead of going on with it")
  private boolean again;

  @Option(names = "--exit", description = "stop at the end instead of serving the dashboard")
  private boolean exit;

  @Override
  public Integer call() throws InterruptedException {
    Shell shell = ((LipsweepCommand) spec.root().userObject()).shell();
    Path directory = shell.home(home);
    DefinitionFile definition = definition(shell);
    FreeSpace.require(directory);
    try (var local = LocalServer.startOrAdopt(shell, directory, port)) {
      Server server = local.server();
      var demo = new DemoSweep(shell, directory, server, definition);
      Sweep started = demo.startOrResume(again);
      local.atInterrupt(
          started.isFinished()
              ? "stopped; the data stays in " + directory
              : "stopped; the same command goes on from here");
      Sweep end = SweepWatch.of(server, shell, local::requireAlive).untilFinished(started.id());
      demo.report(end, local.dashboard());
      int exitCode = end.isWell() ? ExitCode.OK : ExitCode.SWEEP_NOT_WELL;
      if (!local.isOurs()) {
        shell.out().println("the server was running before and goes on");
      } else if (!exit) {
        local.serveUntilInterrupted(exitCode);
      }
      return exitCode;
    }
  }

  private DefinitionFile definition(Shell shell) {
    if (file != null) {
      return DefinitionFile.read(shell.directory().resolve(file), file.toString());
    }
    String root = shell.variable("LIPSWEEP_ROOT");
    Path example = Path.of(root == null ? "." : root, "examples", "demo.yaml");
    return DefinitionFile.read(shell.directory().resolve(example), "examples/demo.yaml");
  }
}
