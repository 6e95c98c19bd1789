package dev.lipsweep.domain.frontier.picture;

import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.statistics.Band;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A group of results that share a method.
 *
 * @param name for the legend, such as {@code muon, spectral_soft_cap}
 * @param results every result, on the frontier or not
 * @param front the group's own frontier
 * @param band where the frontier lay in most resamples; without steps none is drawn
 */
public record Series(String name, List<Dot> results, List<Dot> front, Band band) {
  private static final Band NONE = new Band(List.of());

  public Series {
    results = List.copyOf(results);
    front = frontOf(front);
  }

  public Series(String name, List<Dot> results, List<Dot> front) {
    this(name, results, front, NONE);
  }

  Stream<Dot> dots() {
    return Stream.concat(results.stream(), front.stream());
  }

  /** The frontier of what is known, whatever else was given: no line may go down. */
  static List<Dot> frontOf(Collection<Dot> dots) {
    List<Dot> known = dots.stream().filter(Dot::isKnown).toList();
    var points = new ArrayList<Frontier.Point>();
    for (int i = 0; i < known.size(); i++) {
      points.add(new Frontier.Point(known.get(i).log10Bound(), known.get(i).accuracy(), i));
    }
    return Frontier.of(points).stream().map(point -> known.get((int) point.order())).toList();
  }
}
