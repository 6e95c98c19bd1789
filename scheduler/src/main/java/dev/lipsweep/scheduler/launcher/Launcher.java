package dev.lipsweep.scheduler.launcher;

/** Starts workers on an engine, and sees to it that they stay there. It never places trials. */
public interface Launcher {
  /** Looks after the workers once; called again and again from when the server answers requests. */
  void runOnce();

  /** The server stops; it still answers requests until this returns. */
  void stop();
}
