package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.sweep.Deadline;
import dev.lipsweep.domain.sweep.Limits;
import dev.lipsweep.domain.sweep.SweepState;
import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.persistence.Page;
import dev.lipsweep.persistence.sweep.SweepProgress.Standing;
import java.time.Duration;
import java.time.Instant;
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
  private final WaitingSweeps waiting;

  SweepQueries(SweepRepository sweeps, SweepProgress progress, WaitingSweeps waiting) {
    this.sweeps = sweeps;
    this.progress = progress;
    this.waiting = waiting;
  }

  public Optional<Sweep> find(UUID id) {
    return sweeps.findRowById(id).map(row -> sweeps(List.of(row)).getFirst());
  }

  /** The sweep with this id, or the latest one of this name. */
  public Optional<Sweep> named(String idOrName) {
    Optional<SweepRow> byId = id(idOrName).flatMap(sweeps::findRowById);
    return byId.or(() -> sweeps.findFirstByNameOrderByIdDesc(idOrName))
        .map(row -> sweeps(List.of(row)).getFirst());
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
    String next = rows.size() > wanted ? shown.getLast().id().toString() : null;
    return new Page<>(sweeps(shown), next);
  }

  private List<Sweep> sweeps(List<SweepRow> rows) {
    Map<UUID, Standing> standings = progress.of(rows.stream().map(SweepRow::id).toList());
    List<UUID> idle =
        rows.stream()
            .filter(row -> isIdle(row, standings.getOrDefault(row.id(), Standing.NOTHING)))
            .map(SweepRow::id)
            .toList();
    Map<UUID, String> reasons = waiting.reasons(idle);
    return rows.stream()
        .map(
            row ->
                sweep(
                    row,
                    standings.getOrDefault(row.id(), Standing.NOTHING),
                    reasons.getOrDefault(row.id(), row.message())))
        .toList();
  }

  /** True if trials are READY and none runs: there may be no worker for them. */
  private static boolean isIdle(SweepRow row, Standing standing) {
    return row.state() == SweepState.RUNNING
        && standing.counts().getOrDefault(TrialState.READY, 0) > 0
        && standing.counts().getOrDefault(TrialState.RUNNING, 0) == 0;
  }

  private static Sweep sweep(SweepRow row, Standing standing, @Nullable String message) {
    var counts = new TrialCounts(row.totalTrials(), standing.counts());
    return new Sweep(
        row.id(),
        row.name(),
        row.state(),
        row.recipe(),
        row.recipeVersion(),
        row.priority(),
        row.weight(),
        limits(row),
        row.definition(),
        message,
        row.createdAt(),
        row.finishedAt(),
        counts,
        standing.progress(counts),
        row.state() == SweepState.RUNNING ? standing.eta(counts) : null);
  }

  private static Limits limits(SweepRow row) {
    Instant deadline = row.deadline();
    Long compute = row.computeSeconds();
    return new Limits(
        row.maxFailures(),
        row.maxAttempts(),
        row.maxConcurrent(),
        deadline == null ? null : new Deadline.At(deadline),
        compute == null ? null : Duration.ofSeconds(compute));
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
