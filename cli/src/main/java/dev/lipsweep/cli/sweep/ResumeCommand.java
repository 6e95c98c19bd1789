package dev.lipsweep.cli.sweep;

import picocli.CommandLine.Command;

@Command(name = "resume", description = "Resume a paused sweep.")
public final class ResumeCommand extends SweepAction {
  @Override
  String action() {
    return "resume";
  }
}
