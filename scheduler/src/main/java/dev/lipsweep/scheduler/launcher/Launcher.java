package dev.lipsweep.scheduler.launcher;

import dev.lipsweep.persistence.launcher.LauncherState;

/** Starts workers on an engine, and sees to it that they stay there. It never places trials. */
public interface Launcher {
  /** Looks after the workers once; called again and again from when the server answers requests. */
  void runOnce();

  /** What it saw when it last ran. */
  LauncherState state();

  /** The server stops; it still answers requests until this returns. */
  void stop();
}
