package dev.lipsweep.cli.frontier;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lipsweep frontiers}: the command that holds those for frontiers with a name. */
@Command(
    name = "frontiers",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    description = "Name frontiers of one sweep or several, keep what they were, and compare.",
    subcommands = {
      CreateCommand.class,
      ListCommand.class,
      ShowCommand.class,
      DeleteCommand.class,
      SnapshotCommand.class,
      SnapshotsCommand.class,
      CompareCommand.class
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  lipsweep frontiers create methods.yaml",
      "  lipsweep frontiers show methods",
      "  lipsweep frontiers snapshot methods",
      "  lipsweep frontiers compare methods 3f2a9c01",
      "",
      "with methods.yaml:",
      "  name: methods",
      "  sweeps: [cifar-frontier]        # or {recipe: cifar-mlp, name: 'nightly-*'}, or all",
      "  by: [optimizer, constraint]"
    })
public final class FrontiersCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec. Indicates a bug.");
    }
    throw new ParameterException(
        spec.commandLine(),
        "say what to do: create, list, show, delete, snapshot, snapshots or compare");
  }
}
