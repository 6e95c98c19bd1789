package dev.lipsweep.cli.sweep;

import picocli.CommandLine.Command;

@Command(name = "pause", description = "Pause a sweep: running trials keep a checkpoint and wait.")
public final class PauseCommand extends SweepAction {
  @Override
  String action() {
    return "pause";
  }
}
