package dev.lipsweep.api.worker;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lipsweep.persistence.launcher.LauncherState;
import dev.lipsweep.persistence.launcher.SeenLauncher;
import java.time.Instant;

/** A launcher as REST shows it. */
record LauncherView(@JsonUnwrapped LauncherState state, Instant seenAt) {
  static LauncherView of(SeenLauncher seen) {
    return new LauncherView(seen.state(), seen.seenAt());
  }
}
