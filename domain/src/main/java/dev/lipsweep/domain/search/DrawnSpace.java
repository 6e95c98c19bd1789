package dev.lipsweep.domain.search;

import static java.util.Objects.requireNonNull;

import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.space.Axis;
import dev.lipsweep.domain.space.Block;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A space that points are drawn from: a unit cube, whose first side chooses the block and whose
 * others are the block's axes. Blocks have shares by the number of their points, a range counting
 * as many.
 */
public final class DrawnSpace {
  /** What a range weighs against an axis with so many values. */
  private static final int RANGE_WEIGHT = 8;

  private final List<Block> blocks;
  private final Function<Map<String, Object>, Optional<Configuration>> admitted;
  private final double[] shares;
  private final int sides;

  private DrawnSpace(
      List<Block> blocks, Function<Map<String, Object>, Optional<Configuration>> admitted) {
    this.blocks = List.copyOf(blocks);
    this.admitted = admitted;
    shares = blocks.stream().mapToDouble(DrawnSpace::weight).toArray();
    double all = Arrays.stream(shares).sum();
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= all;
    }
    sides = 1 + blocks.stream().mapToInt(block -> block.axes().size()).max().orElse(0);
  }

  /** All that the blocks say and the recipe's rules allow. */
  public static DrawnSpace of(List<Block> blocks, RecipeSchema recipe) {
    return new DrawnSpace(blocks, values -> allowed(recipe, values));
  }

  /** Of that, only what {@code admitted} is true of, by hash. */
  public DrawnSpace only(Set<String> hashes) {
    return new DrawnSpace(
        blocks, values -> admitted.apply(values).filter(c -> hashes.contains(c.hash())));
  }

  private static Optional<Configuration> allowed(RecipeSchema recipe, Map<String, Object> values) {
    try {
      return Optional.of(recipe.configuration(values));
    } catch (InvalidInput notAllowed) {
      return Optional.empty();
    }
  }

  private static double weight(Block block) {
    double weight = 1;
    for (Axis axis : block.axes()) {
      weight *= axis instanceof Axis.Range ? RANGE_WEIGHT : axis.values().size();
    }
    return weight;
  }

  int sides() {
    return sides;
  }

  int axes(int block) {
    return blocks.get(block).axes().size();
  }

  Axis axis(int block, int index) {
    return blocks.get(block).axes().get(index);
  }

  /** True if there is no range: then the points can be counted. */
  boolean isFinite() {
    return blocks.stream().flatMap(b -> b.axes().stream()).noneMatch(Axis.Range.class::isInstance);
  }

  /** The number of points, those that the rules refuse or that come twice included. */
  BigInteger size() {
    return blocks.stream()
        .map(block -> block.size().divide(BigInteger.valueOf(block.seeds().size())))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** The point at a place of the unit cube; empty if the recipe's rules refuse it. */
  Optional<Candidate> at(double[] cube) {
    int block = 0;
    double left = cube[0];
    while (block + 1 < shares.length && left >= shares[block]) {
      left -= shares[block++];
    }
    return at(block, Arrays.copyOfRange(cube, 1, 1 + axes(block)));
  }

  Optional<Candidate> at(int block, double[] places) {
    var values = new LinkedHashMap<String, Object>();
    for (int i = 0; i < places.length; i++) {
      Axis axis = axis(block, i);
      values.put(axis.parameter(), axis.at(places[i]));
    }
    return admitted.apply(values).map(c -> new Candidate(c, block, places, c.hash()));
  }

  /** Every point; call it only if there are few. */
  List<Candidate> all() {
    var all = new LinkedHashMap<String, Candidate>();
    for (int b = 0; b < blocks.size(); b++) {
      int block = b;
      for (Map<String, Object> values : blocks.get(b).points()) {
        double[] places =
            blocks.get(b).axes().stream()
                .mapToDouble(axis -> axis.placeOf(requireNonNull(values.get(axis.parameter()))))
                .toArray();
        admitted
            .apply(values)
            .ifPresent(c -> all.putIfAbsent(c.hash(), new Candidate(c, block, places, c.hash())));
      }
    }
    return List.copyOf(all.values());
  }

  /** Where a configuration lies; empty if it is not of this space. */
  Optional<Candidate> locate(Configuration configuration) {
    for (int block = 0; block < blocks.size(); block++) {
      double[] places = places(block, configuration);
      Optional<Candidate> found =
          Arrays.stream(places).anyMatch(Double::isNaN) ? Optional.empty() : at(block, places);
      if (found.isPresent() && found.get().configuration().equals(configuration)) {
        return found;
      }
    }
    return Optional.empty();
  }

  private double[] places(int block, Configuration configuration) {
    return blocks.get(block).axes().stream()
        .mapToDouble(
            axis -> {
              Object value = configuration.parameters().get(axis.parameter());
              // what does not matter there is any of the axis' values
              return value == null ? 0 : axis.placeOf(value);
            })
        .toArray();
  }
}
