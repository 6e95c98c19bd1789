package dev.lipsweep.persistence.sweep;

/** What a sweep has cost: the time of all its attempts, each on one slot. */
final class SpentCompute {
  /** Seconds of the sweep {@code sweep.id} of the query around it. */
  static final String SECONDS =
      """
      select coalesce(sum(extract(epoch from coalesce(a.finished_at, now()) - a.started_at)), 0)
      from trial t join attempt a on a.trial_id = t.id where t.sweep_id = sweep.id
      """;

  private SpentCompute() {}
}
