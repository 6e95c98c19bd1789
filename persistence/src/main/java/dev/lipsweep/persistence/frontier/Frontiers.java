package dev.lipsweep.persistence.frontier;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The frontiers of a sweep's COMPLETED trials: smallest bound against largest accuracy. Bounds of
 * zero and infinity take part, unknown ones do not; of equal results the smaller trial number
 * stays.
 */
@Component
@Transactional(readOnly = true)
public class Frontiers {
  /** One group for each combination of the grouping values that has results. */
  public List<FrontierGroup> frontier(FrontierQuery query) {
    throw new UnsupportedOperationException("next push");
  }

  /** Every result that the frontier was chosen from, by number. */
  public List<FrontierPoint> results(FrontierQuery query) {
    throw new UnsupportedOperationException("next push");
  }

  /** The trials on the whole sweep's frontier by the default rule. */
  public Set<UUID> trialsOnFrontier(UUID sweepId) {
    throw new UnsupportedOperationException("next push");
  }
}
