package dev.lipsweep.persistence.launcher;

import java.time.Instant;

/** A launcher's state, and when it said so. */
public record SeenLauncher(LauncherState state, Instant seenAt) {}
