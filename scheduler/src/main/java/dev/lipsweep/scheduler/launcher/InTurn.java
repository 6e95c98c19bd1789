package dev.lipsweep.scheduler.launcher;

import dev.lipsweep.persistence.launcher.LauncherState;
import dev.lipsweep.scheduler.loop.Turn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A launcher that only one of several servers runs at a time. It outlives every error. */
record InTurn(Launcher launcher, Turn turn) implements Launcher {
  private static final Logger LOG = LoggerFactory.getLogger(InTurn.class);

  @Override
  public void runOnce() {
    try {
      turn.take("launch", launcher::runOnce);
    } catch (RuntimeException e) {
      LOG.warn("the launcher failed; it runs again", e);
    }
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
