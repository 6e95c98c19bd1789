package dev.lipsweep.persistence.event;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The log of changes. Numbers become visible out of order, because a transaction draws its number
 * before it commits; so {@link #after} also gives events of the last seconds before {@code seq}
 * again, and the reader drops those that it knows. {@link EventTail} does so.
 */
@Component
@Transactional(readOnly = true)
public class EventLog {
  /** The number of the newest event; 0 if there is none. */
  public long newest() {
    throw new UnsupportedOperationException("next push");
  }

  /**
   * Events with a larger number than {@code seq}, and those of the last seconds before it, by
   * number.
   *
   * @param sweepId only events of this sweep; null for all
   */
  public List<Event> after(long seq, @Nullable UUID sweepId) {
    throw new UnsupportedOperationException("next push");
  }
}
