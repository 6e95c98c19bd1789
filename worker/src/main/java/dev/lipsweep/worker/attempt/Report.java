package dev.lipsweep.worker.attempt;

import dev.lipsweep.domain.wire.Outcome;

/** What became of an attempt in the server's eyes. */
public sealed interface Report {
  /** The server has the outcome. */
  record Acknowledged(Outcome outcome) implements Report {}

  /** The trial is no longer this attempt's, or the server wants none of it; nothing was kept. */
  record Dropped(String reason) implements Report {}
}
