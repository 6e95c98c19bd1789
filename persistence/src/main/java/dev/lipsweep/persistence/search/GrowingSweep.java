package dev.lipsweep.persistence.search;

import dev.lipsweep.domain.racing.Racing;
import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.sweep.Reuse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sweep that may still grow.
 *
 * @param tree the definition, as JSON
 * @param search null for a grid
 * @param proposed points that the search has proposed
 * @param raced trials that the race has added
 * @param expanded trials that are there
 * @param unfinished of those
 * @param ready of those, waiting for a slot
 */
public record GrowingSweep(
    UUID id,
    String tree,
    @Nullable Search search,
    @Nullable Racing racing,
    Reuse reuse,
    int proposed,
    int raced,
    long counter,
    int expanded,
    int total,
    @Nullable Integer maxConcurrent,
    int unfinished,
    int ready) {
  /** Points of its search that are still to be proposed. */
  public int pointsLeft() {
    return search == null ? 0 : search.points() - proposed;
  }
}
