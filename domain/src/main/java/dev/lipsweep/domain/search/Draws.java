package dev.lipsweep.domain.search;

import dev.lipsweep.domain.recipe.Configuration;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Points of a sequence, without those that are taken and those that the recipe refuses. */
final class Draws {
  /** Of a space with so many points all are looked at when the sequence hits only taken ones. */
  private static final BigInteger FEW = BigInteger.valueOf(20_000);

  private static final int CHUNK = 64;

  /** Chunks in a row without a new point: drawing finds no more. */
  private static final int MOST_MISSES = 16;

  private final DrawnSpace space;
  private final Sequence sequence;

  Draws(DrawnSpace space, Sequence sequence) {
    this.space = space;
    this.sequence = sequence;
  }

  Proposal next(Known known, int wanted, String reason) {
    var points = new LinkedHashMap<String, Configuration>();
    long counter = known.counter();
    int misses = 0;
    while (points.size() < wanted && misses < MOST_MISSES) {
      List<Optional<Candidate>> chunk =
          LongStream.range(counter, counter + CHUNK)
              .mapToObj(number -> space.at(sequence.at(number)))
              .toList();
      Set<String> taken = taken(known, chunk.stream().flatMap(Optional::stream).toList());
      int before = points.size();
      for (Optional<Candidate> drawn : chunk) {
        if (points.size() < wanted) {
          counter++;
          drawn
              .filter(candidate -> !taken.contains(candidate.hash()))
              .ifPresent(c -> points.putIfAbsent(c.hash(), c.configuration()));
        }
      }
      misses = points.size() == before ? misses + 1 : 0;
    }
    if (points.size() < wanted && space.isFinite() && space.size().compareTo(FEW) <= 0) {
      addRest(known, points, wanted);
    }
    return new Proposal(List.copyOf(points.values()), counter, reason);
  }

  /** The last few points of a space that is nearly used up, in an order that favours none. */
  private void addRest(Known known, LinkedHashMap<String, Configuration> points, int wanted) {
    List<Candidate> all = space.all();
    Set<String> taken = taken(known, all);
    all.stream()
        .filter(candidate -> !taken.contains(candidate.hash()))
        .sorted(Comparator.comparing(Candidate::hash))
        .filter(candidate -> !points.containsKey(candidate.hash()))
        .limit(wanted - points.size())
        .toList()
        .forEach(candidate -> points.put(candidate.hash(), candidate.configuration()));
  }

  static Set<String> taken(Known known, Collection<Candidate> candidates) {
    return known
        .taken()
        .among(candidates.stream().map(Candidate::hash).collect(Collectors.toUnmodifiableSet()));
  }
}
