package dev.lipsweep.domain.search;

import dev.lipsweep.domain.recipe.Configuration;
import java.util.List;

/**
 * The next points of a search.
 *
 * @param points none of them taken, none twice; fewer than wanted if there are no more
 * @param counter how far the sequence of draws is used now
 * @param reason why these, in a sentence for people
 */
public record Proposal(List<Configuration> points, long counter, String reason) {
  public Proposal {
    points = List.copyOf(points);
  }
}
