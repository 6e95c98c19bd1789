package dev.lipsweep.domain.search;

import dev.lipsweep.domain.recipe.Configuration;
import java.util.List;

/**
 * Where a search stands.
 *
 * @param results of points whose training has ended
 * @param pending points that wait or run
 * @param proposed how many points the search has proposed so far
 * @param counter how far the sequence of draws has been used
 */
public record Known(
    List<Observation> results,
    List<Configuration> pending,
    int proposed,
    long counter,
    Taken taken) {
  public Known {
    results = List.copyOf(results);
    pending = List.copyOf(pending);
  }
}
