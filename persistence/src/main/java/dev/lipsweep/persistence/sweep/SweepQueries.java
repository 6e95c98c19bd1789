package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.sweep.Limits;
import dev.lipsweep.domain.sweep.SweepState;
import dev.lipsweep.persistence.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people ask about sweeps. */
@Component
@Transactional(readOnly = true)
public class SweepQueries {
  private static final UUID LARGEST = new UUID(-1, -1);

  private final SweepRepository sweeps;
  private final SweepProgress progress;

  SweepQueries(SweepRepository sweeps, SweepProgress progress) {
    this.sweeps = sweeps;
    this.progress = progress;
  }

  public Optional<Sweep> find(UUID id) {
    return sweeps.findRowById(id).map(this::sweep);
  }

  /** The sweep with this id, or the latest one of this name. */
  public Optional<Sweep> named(String idOrName) {
    Optional<SweepRow> byId = id(idOrName).flatMap(sweeps::findRowById);
    return byId.or(() -> sweeps.findFirstByNameOrderByIdDesc(idOrName)).map(this::sweep);
  }

  /**
   * Sweeps, the latest first.
   *
   * @throws IllegalArgumentException if the cursor is none of ours
   */
  public Page<Sweep> page(@Nullable SweepState state, @Nullable String cursor, int limit) {
    UUID before = cursor == null ? LARGEST : UUID.fromString(cursor);
    int wanted = Math.clamp(limit, 1, Page.MOST_ITEMS);
    List<SweepRow> rows =
        state == null
            ? sweeps.findByIdLessThanOrderByIdDesc(before, Limit.of(wanted + 1))
            : sweeps.findByStateAndIdLessThanOrderByIdDesc(state, before, Limit.of(wanted + 1));
    List<SweepRow> shown = rows.subList(0, Math.min(wanted, rows.size()));
    Map<UUID, SweepProgress.Standing> standings =
        progress.of(shown.stream().map(SweepRow::id).toList());
    String next = rows.size() > wanted ? shown.getLast().id().toString() : null;
    return new Page<>(shown.stream().map(row -> sweep(row, standings)).toList(), next);
  }

  private Sweep sweep(SweepRow row) {
    return sweep(row, progress.of(List.of(row.id())));
  }

  private static Sweep sweep(SweepRow row, Map<UUID, SweepProgress.Standing> standings) {
    SweepProgress.Standing standing =
        standings.getOrDefault(row.id(), SweepProgress.Standing.NOTHING);
    var counts = new TrialCounts(row.totalTrials(), standing.counts());
    return new Sweep(
        row.id(),
        row.name(),
        row.state(),
        row.recipe(),
        row.recipeVersion(),
        row.priority(),
        row.weight(),
        new Limits(row.maxFailures(), row.maxAttempts()),
        row.definition(),
        row.message(),
        row.createdAt(),
        row.finishedAt(),
        counts,
        standing.progress(counts),
        row.state() == SweepState.RUNNING ? standing.eta(counts) : null);
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
