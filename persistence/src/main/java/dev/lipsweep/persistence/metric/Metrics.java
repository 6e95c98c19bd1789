package dev.lipsweep.persistence.metric;

import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.wire.MetricBatch;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Metric series of trials. */
@Component
@Transactional
public class Metrics {
  /**
   * Stores chunks; one that is there already stays as it is.
   *
   * @throws StaleEpoch if the attempt no longer holds its trial
   */
  public void append(UUID attempt, MetricBatch batch) {
    throw new UnsupportedOperationException("next push");
  }

  /**
   * A trial's series over all its attempts: an attempt that went on from a checkpoint replaces the
   * points beyond that step.
   *
   * @param names the series wanted; empty for all
   * @param maxPoints at most so many points a series (at least 4), among them the first and the
   *     last, and the smallest and the largest of every stretch
   */
  @Transactional(readOnly = true)
  public List<Series> read(UUID trial, List<String> names, int maxPoints) {
    throw new UnsupportedOperationException("next push");
  }
}
