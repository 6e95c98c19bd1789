package dev.lipsweep.domain.search;

import dev.lipsweep.domain.frontier.NonDominatedSort;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The points among which a model chooses: all that are left of a small space; otherwise some from
 * all over it and some near the best so far.
 */
final class Pool {
  /** Draws that one choice uses of the sequence. */
  static final int DRAWN = 224;

  private static final int NEAR = 128;
  private static final int PARENTS = 32;
  private static final BigInteger FEW = BigInteger.valueOf(DRAWN + NEAR);

  private final Search search;
  private final DrawnSpace space;

  Pool(Search search, DrawnSpace space) {
    this.search = search;
    this.space = space;
  }

  /** In an order that depends on nothing but the arguments. */
  List<Candidate> of(Known known, List<Observation> results) {
    Map<String, Candidate> pool = new LinkedHashMap<>();
    if (space.isFinite() && space.size().compareTo(FEW) <= 0) {
      space.all().forEach(c -> pool.put(c.hash(), c));
    } else {
      Sequence sequence = Sequence.sobol(search.seed(), space.sides());
      LongStream.range(known.counter(), known.counter() + DRAWN)
          .mapToObj(number -> space.at(sequence.at(number)))
          .flatMap(Optional::stream)
          .forEach(c -> pool.putIfAbsent(c.hash(), c));
      near(known.counter(), results).forEach(c -> pool.putIfAbsent(c.hash(), c));
    }
    Set<String> taken = Draws.taken(known, pool.values());
    return pool.values().stream().filter(c -> !taken.contains(c.hash())).toList();
  }

  private List<Candidate> near(long counter, List<Observation> results) {
    var random = new SplittableRandom(search.seed() + Sequence.STEP * counter);
    var change = new Variation(space, random);
    NonDominatedSort sort =
        NonDominatedSort.of(
            IntStream.range(0, results.size()).mapToObj(i -> results.get(i).point(i)).toList());
    List<Candidate> parents =
        sort.order().stream()
            .limit(PARENTS)
            .map(i -> space.locate(results.get(i).configuration()))
            .flatMap(Optional::stream)
            .toList();
    var near = new ArrayList<Candidate>();
    for (int i = 0; i < NEAR && !parents.isEmpty(); i++) {
      change.mutated(parents.get(i % parents.size())).ifPresent(near::add);
    }
    return near;
  }
}
