package dev.lipsweep.persistence.search;

import dev.lipsweep.domain.racing.Racing;
import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.stopping.Stopping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a sweep's search, race and stopping rule stand.
 *
 * @param search null for a grid
 * @param proposed points that the search has proposed
 * @param raced trials that the race has added
 * @param growing whether it may add more
 * @param note why the latest points were proposed, or why no more are
 * @param rungs that trials have reached
 * @param reused trials whose result was taken from an earlier one
 */
public record SearchStanding(
    @Nullable Search search,
    @Nullable Stopping stopping,
    @Nullable Racing racing,
    int proposed,
    int raced,
    boolean growing,
    @Nullable String note,
    List<Rung> rungs,
    int reused) {
  /** Trials that have reached a rung, and those of them that were stopped there. */
  public record Rung(int rung, int reached, int stopped) {}
}
