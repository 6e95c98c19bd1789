package dev.lipsweep.persistence.event;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One reader's place in the log: each event once, although the log gives some twice. */
public final class EventTail {
  /**
   * @param seq the last event that the reader has seen
   * @param sweepId only events of this sweep; null for all
   */
  public EventTail(EventLog log, long seq, @Nullable UUID sweepId) {
    throw new UnsupportedOperationException("next push");
  }

  /** What is new since the last call. */
  public List<Event> next() {
    throw new UnsupportedOperationException("next push");
  }
}
