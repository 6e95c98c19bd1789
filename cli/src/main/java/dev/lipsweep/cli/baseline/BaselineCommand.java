package dev.lipsweep.cli.baseline;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lipsweep baseline}: the command that holds those for baselines. */
@Command(
    name = "baseline",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    description = "Pin a sweep, and say of later ones whether they are any worse.",
    subcommands = {
      PinCommand.class,
      ListBaselinesCommand.class,
      ShowCommand.class,
      CheckCommand.class,
      UpdateCommand.class,
      ScheduleCommand.class,
      DeleteCommand.class
    })
public final class BaselineCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec. Indicates a bug.");
    }
    throw new ParameterException(
        spec.commandLine(), "say what to do: pin, list, show, check, update, schedule or delete");
  }
}
