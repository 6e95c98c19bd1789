package dev.lipsweep.domain.search;

import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.domain.space.Axis;
import dev.lipsweep.domain.space.Block;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Spaces to search in, and a search that goes on until it has no more points. */
final class Spaces {
  static final List<Block> GRID =
      List.of(
          new Block(
              "/space/0",
              List.of(
                  new Axis.Listed("optimizer", List.of("muon")),
                  new Axis.Listed("constraint", List.of("spectral_soft_cap", "spectral_normalize")),
                  new Axis.Listed("sigmaMax", List.of(1.0, 2.0, 3.0, 4.0)),
                  new Axis.Spaced("learningRate", true, 0.25, 2, 4)),
              List.of(0L)),
          new Block(
              "/space/1",
              List.of(
                  // the soft cap is refused to adamw: these points do not exist
                  new Axis.Listed("optimizer", List.of("adamw")),
                  new Axis.Listed("constraint", List.of("spectral_soft_cap", "spectral_normalize")),
                  new Axis.Listed("sigmaMax", List.of(1.0, 2.0)),
                  new Axis.Listed("learningRate", List.of(0.01, 0.02))),
              List.of(0L)));

  static final List<Block> RANGES =
      List.of(
          new Block(
              "/space/0",
              List.of(
                  new Axis.Listed("optimizer", List.of("muon")),
                  new Axis.Listed("constraint", List.of("spectral_normalize")),
                  new Axis.Range("sigmaMax", true, 1, 8, false),
                  new Axis.Range("learningRate", true, 0.01, 1, false),
                  new Axis.Range("steps", true, 10, 1000, true)),
              List.of(0L)));

  /** Of the grid: 2 x 4 x 4 and 2 x 2. */
  static final int GRID_POINTS = 36;

  private Spaces() {}

  static DrawnSpace of(List<Block> blocks) {
    return DrawnSpace.of(blocks, Recipes.TEXT_TINY);
  }

  /** The bound is the cap's, the accuracy best at a rate of 0.7 and with the larger caps. */
  static Observation train(Configuration c) {
    double rate = Math.log10(c.real("learningRate") / .7);
    double accuracy = .3 + .05 * Math.log(c.real("sigmaMax")) - .1 * rate * rate;
    double bound = 3 * Math.log10(c.real("sigmaMax")) + .2 * rate;
    return new Observation(c, bound, Math.max(.01, accuracy));
  }

  /** Proposes {@code atOnce} points at a time, and trains them before it asks again. */
  static List<Configuration> run(Search search, DrawnSpace space, int atOnce) {
    var all = new ArrayList<Configuration>();
    var results = new ArrayList<Observation>();
    Set<String> taken = new HashSet<>();
    long counter = 0;
    while (true) {
      var known =
          new Known(
              results,
              List.of(),
              all.size(),
              counter,
              hashes ->
                  hashes.stream().filter(taken::contains).collect(Collectors.toUnmodifiableSet()));
      Proposal proposal = Proposals.next(search, space, known, atOnce);
      if (proposal.points().isEmpty()) {
        return all;
      }
      counter = proposal.counter();
      for (Configuration point : proposal.points()) {
        all.add(point);
        taken.add(point.hash());
        results.add(train(point));
      }
    }
  }
}
