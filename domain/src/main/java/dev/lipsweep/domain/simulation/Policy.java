package dev.lipsweep.domain.simulation;

import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.stopping.Stopping;

/**
 * What is tried on a recording.
 *
 * @param slots trials that train at once
 */
public record Policy(Search search, Stopping stopping, int slots) {
  public Policy {
    if (slots < 1) {
      throw new IllegalArgumentException("slots " + slots);
    }
  }
}
