package dev.lipsweep.api.search;

import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.search.SearchMethod;
import dev.lipsweep.domain.stopping.Stopping;
import dev.lipsweep.persistence.search.SearchStanding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a sweep's points are chosen, and which of them were stopped.
 *
 * @param method such as frontier
 * @param points that the search trains at most; null for a grid
 * @param growing whether it may add more trials
 * @param note why the latest points were proposed, or why no more are
 * @param raced trials that the race has added; null if there is none
 * @param rungs empty without a stopping rule
 * @param reused trials whose result was taken from an earlier one
 */
record SearchView(
    String method,
    @Nullable Integer points,
    @Nullable Integer proposed,
    boolean growing,
    @Nullable String note,
    @Nullable Integer raced,
    @Nullable String stopping,
    List<RungView> rungs,
    int reused) {
  /**
   * @param rung from 1
   * @param share of a trial's steps
   * @param reached trials that have been there
   * @param stopped those of them that were stopped there
   */
  record RungView(int rung, double share, int reached, int stopped) {}

  static SearchView of(SearchStanding standing) {
    Search search = standing.search();
    Stopping stopping = standing.stopping();
    return new SearchView(
        search == null ? SearchMethod.GRID.text() : search.method().text(),
        search == null ? null : search.points(),
        search == null ? null : standing.proposed(),
        standing.growing(),
        standing.note(),
        standing.racing() == null ? null : standing.raced(),
        stopping == null ? null : stopping.rule().text(),
        stopping == null
            ? List.of()
            : standing.rungs().stream()
                .map(
                    r ->
                        new RungView(
                            r.rung() + 1, stopping.rungs()[r.rung()], r.reached(), r.stopped()))
                .toList(),
        standing.reused());
  }
}
