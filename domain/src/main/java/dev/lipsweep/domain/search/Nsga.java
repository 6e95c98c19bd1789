package dev.lipsweep.domain.search;

import dev.lipsweep.domain.frontier.NonDominatedSort;
import dev.lipsweep.domain.recipe.Configuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Children of the best results so far (NSGA-II, Deb and others, 2002), one at a time: parents win
 * tournaments of two by layer and then by room, children are crossed and changed. There are no
 * generations to wait for; the population is the best {@code initial} results of the moment.
 */
final class Nsga implements Proposals.Informed {
  private static final int FEWEST_PARENTS = 8;
  private static final double CROSSED = 0.9;

  /** Children per wanted point; of those that are new, the first are taken. */
  private static final int BROOD = 32;

  private final Search search;
  private final DrawnSpace space;

  Nsga(Search search, DrawnSpace space) {
    this.search = search;
    this.space = space;
  }

  @Override
  public Proposal next(Known known, int wanted) {
    List<Candidate> population = population(known.results());
    var random = new SplittableRandom(search.seed() + Sequence.STEP * known.counter());
    Map<String, Candidate> children = new LinkedHashMap<>();
    var variation = new Variation(space, random);
    for (int i = 0; i < BROOD * wanted && !population.isEmpty(); i++) {
      child(population, variation, random).ifPresent(c -> children.putIfAbsent(c.hash(), c));
    }
    Set<String> taken = Draws.taken(known, children.values());
    List<Configuration> points =
        children.values().stream()
            .filter(child -> !taken.contains(child.hash()))
            .map(Candidate::configuration)
            .limit(wanted)
            .toList();
    if (points.isEmpty()) {
      // all about the parents is known: fresh blood
      return new Draws(space, Sequence.sobol(search.seed(), space.sides()))
          .next(known, wanted, "drawn, since all children are known");
    }
    return new Proposal(
        points, known.counter() + 1, "children of the %d best so far".formatted(population.size()));
  }

  /** Best first. */
  private List<Candidate> population(List<Observation> results) {
    NonDominatedSort sort =
        NonDominatedSort.of(
            IntStream.range(0, results.size()).mapToObj(i -> results.get(i).point(i)).toList());
    var population = new ArrayList<Candidate>();
    for (int i : sort.order()) {
      if (population.size() < Math.max(FEWEST_PARENTS, search.initial())) {
        space.locate(results.get(i).configuration()).ifPresent(population::add);
      }
    }
    return population;
  }

  private Optional<Candidate> child(
      List<Candidate> population, Variation variation, SplittableRandom random) {
    Candidate first = winner(population, random);
    Candidate child =
        random.nextDouble() < CROSSED
            ? variation.crossed(first, winner(population, random))
            : first;
    return variation.mutated(child);
  }

  /** The population is in order, so the smaller index wins. */
  private static Candidate winner(List<Candidate> population, SplittableRandom random) {
    int size = population.size();
    return population.get(Math.min(random.nextInt(size), random.nextInt(size)));
  }
}
