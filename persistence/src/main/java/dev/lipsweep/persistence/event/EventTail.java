package dev.lipsweep.persistence.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One reader's place in the log: each event once, although the log gives some twice. Not for
 * several threads at once.
 */
public final class EventTail {
  /** Events are remembered for longer than the log looks back, by the database's own times. */
  private static final Duration REMEMBERED = EventLog.LOOK_BACK.multipliedBy(3);

  private final EventLog log;
  private final @Nullable UUID sweepId;
  private final TreeMap<Long, Instant> known = new TreeMap<>();
  private long seq;

  /**
   * Events of the last seconds before {@code seq} count as seen, unless they turn up later.
   *
   * @param seq the last event that the reader has seen
   * @param sweepId only events of this sweep; null for all
   */
  public EventTail(EventLog log, long seq, @Nullable UUID sweepId) {
    this.log = log;
    this.seq = seq;
    this.sweepId = sweepId;
    log.after(seq, sweepId).stream()
        .filter(event -> event.seq() <= seq)
        .forEach(event -> known.put(event.seq(), event.at()));
  }

  /** What is new since the last call. */
  public List<Event> next() {
    var fresh = new ArrayList<Event>();
    for (Event event : log.after(seq, sweepId)) {
      if (known.putIfAbsent(event.seq(), event.at()) == null) {
        fresh.add(event);
      }
      seq = Math.max(seq, event.seq());
    }
    if (!fresh.isEmpty()) {
      Instant horizon = fresh.getLast().at().minus(REMEMBERED);
      known.values().removeIf(at -> at.isBefore(horizon));
    }
    return fresh;
  }
}
