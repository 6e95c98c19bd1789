package dev.lipsweep.domain.sweep;

import java.time.Duration;
import java.time.Instant;

/** Until when a sweep may run. */
public sealed interface Deadline {
  /** So long after it was submitted. */
  record After(Duration time) implements Deadline {}

  record At(Instant moment) implements Deadline {}
}
