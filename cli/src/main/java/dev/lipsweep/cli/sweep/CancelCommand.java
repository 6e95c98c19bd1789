package dev.lipsweep.cli.sweep;

import picocli.CommandLine.Command;

@Command(name = "cancel", description = "Cancel a sweep: running trials stop, results stay.")
public final class CancelCommand extends SweepAction {
  @Override
  String action() {
    return "cancel";
  }
}
