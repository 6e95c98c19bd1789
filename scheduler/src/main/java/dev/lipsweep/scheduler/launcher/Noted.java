package dev.lipsweep.scheduler.launcher;

import dev.lipsweep.persistence.launcher.LauncherState;
import java.util.function.Consumer;

/** A launcher that says after each look what it saw. */
record Noted(Launcher launcher, Consumer<LauncherState> notes) implements Launcher {
  @Override
  public void runOnce() {
    launcher.runOnce();
    notes.accept(launcher.state());
  }

  @Override
  public LauncherState state() {
    return launcher.state();
  }

  @Override
  public void stop() {
    launcher.stop();
  }
}
