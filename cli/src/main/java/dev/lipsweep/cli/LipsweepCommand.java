package dev.lipsweep.cli;

import dev.lipsweep.cli.baseline.BaselineCommand;
import dev.lipsweep.cli.data.DataCommand;
import dev.lipsweep.cli.demo.DemoCommand;
import dev.lipsweep.cli.frontier.FrontiersCommand;
import dev.lipsweep.cli.search.GrowthCommand;
import dev.lipsweep.cli.search.ImportanceCommand;
import dev.lipsweep.cli.search.PointsCommand;
import dev.lipsweep.cli.search.RecordCommand;
import dev.lipsweep.cli.search.SearchCommand;
import dev.lipsweep.cli.search.SimulateCommand;
import dev.lipsweep.cli.sweep.AskCommand;
import dev.lipsweep.cli.sweep.AuditCommand;
import dev.lipsweep.cli.sweep.CancelCommand;
import dev.lipsweep.cli.sweep.DrainCommand;
import dev.lipsweep.cli.sweep.FrontierCommand;
import dev.lipsweep.cli.sweep.PauseCommand;
import dev.lipsweep.cli.sweep.RecipesCommand;
import dev.lipsweep.cli.sweep.ResumeCommand;
import dev.lipsweep.cli.sweep.RetryCommand;
import dev.lipsweep.cli.sweep.RobustnessCommand;
import dev.lipsweep.cli.sweep.StatusCommand;
import dev.lipsweep.cli.sweep.SubmitCommand;
import dev.lipsweep.cli.sweep.SweepsCommand;
import dev.lipsweep.cli.sweep.TrialCommand;
import dev.lipsweep.cli.sweep.TrialsCommand;
import dev.lipsweep.cli.sweep.WorkersCommand;
import dev.lipsweep.cli.token.TokenCommand;
import dev.lipsweep.cli.webhook.WebhookCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lipsweep}: the command that holds all others. */
@Command(
    name = "lipsweep",
    description = "Sweeps of Lipschitz-constrained training: the accuracy that each bound costs.",
    version = "lipsweep 0.1.0",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    subcommands = {
      DemoCommand.class,
      LaunchedByScript.ServerCommand.class,
      LaunchedByScript.WorkerCommand.class,
      SubmitCommand.class,
      StatusCommand.class,
      SweepsCommand.class,
      TrialsCommand.class,
      TrialCommand.class,
      AuditCommand.class,
      FrontierCommand.class,
      FrontiersCommand.class,
      WebhookCommand.class,
      AskCommand.class,
      RobustnessCommand.class,
      BaselineCommand.class,
      CancelCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      RetryCommand.class,
      PointsCommand.class,
      SearchCommand.class,
      GrowthCommand.class,
      ImportanceCommand.class,
      RecordCommand.class,
      SimulateCommand.class,
      WorkersCommand.class,
      DrainCommand.class,
      RecipesCommand.class,
      DataCommand.class,
      TokenCommand.class,
      LaunchedByScript.EstimateCommand.class,
      LaunchedByScript.BenchCommand.class
    },
    footerHeading = "%n",
    footer = {
      "SWEEP is a sweep's id, or its name for the latest of that name.",
      "",
      "Environment: LIPSWEEP_SERVER, LIPSWEEP_TOKEN, LIPSWEEP_CA (PEM file of the",
      "server's authority), LIPSWEEP_HOME, LIPSWEEP_DATA, LIPSWEEP_JAVA, NO_COLOR,",
      "LIPSWEEP_DEBUG=1 (stack traces).",
      "",
      "Exit codes:",
      "  0   done",
      "  1   with --wait or demo: the sweep was cancelled, paused itself or has FAILED trials;",
      "      audit: FAIL; baseline check: REGRESSED",
      "  2   wrong command line or refused input; baseline check: INCONCLUSIVE, and then the",
      "      standard output begins with that word",
      "  3   the server cannot be reached or started",
      "  4   no such sweep, trial, recipe, baseline or token",
      "  5   the token is missing, unknown or lacks the scope",
      "  6   the state does not allow it, or the idempotency key was used for something else",
      "  7   audit: UNVERIFIABLE",
      "  70  an error in lipsweep itself",
      "  130 interrupted"
    })
public final class LipsweepCommand implements Runnable {
  private final Shell shell;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  public LipsweepCommand(Shell shell) {
    this.shell = shell;
  }

  public static void main(String[] arguments) {
    int exitCode = run(Shell.ofProcess(), arguments);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /** Runs one command line to its end. */
  public static int run(Shell shell, String... arguments) {
    var line = new CommandLine(new LipsweepCommand(shell));
    line.setOut(shell.out()).setErr(shell.err());
    line.setColorScheme(CommandLine.Help.defaultColorScheme(shell.colours() ? Ansi.ON : Ansi.OFF));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(Math.clamp(shell.width(), 80, 110));
    line.setParameterExceptionHandler((e, args) -> usage(shell, e));
    line.setExecutionExceptionHandler((e, command, result) -> failed(shell, e));
    int exitCode = line.execute(arguments);
    shell.out().flush();
    shell.err().flush();
    return exitCode;
  }

  public Shell shell() {
    return shell;
  }

  @Override
  public void run() {
    spec.commandLine().usage(shell.out());
  }

  private static int usage(Shell shell, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String message = String.valueOf(e.getMessage());
    shell
        .err()
        .println(
            command
                + ": "
                + message.substring(0, 1).toLowerCase(java.util.Locale.ROOT)
                + message.substring(1));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, shell.err());
    shell.err().println("'" + command + " --help' lists what there is");
    return ExitCode.USAGE;
  }

  private static int failed(Shell shell, Exception e) {
    PrintWriter err = shell.err();
    if (shell.debug()) {
      e.printStackTrace(err);
    }
    if (e instanceof Failure failure) {
      failure.message().lines().forEach(line -> err.println("lipsweep: " + line));
      return failure.exitCode();
    }
    err.println(
        "lipsweep: an error in lipsweep itself: %s (LIPSWEEP_DEBUG=1 shows where)".formatted(e));
    return ExitCode.INTERNAL;
  }
}
