package dev.lipsweep.domain.space;

import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.domain.recipe.RecipeSchema;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A union of grids. Conditional parameters need no syntax: give each case its own block. */
public record SearchSpace(List<Block> blocks) {
  /** The most trials that one sweep may have. */
  public static final int MOST_TRIALS = 100_000;

  private static final int MOST_PROBLEMS = 20;

  public SearchSpace {
    blocks = List.copyOf(blocks);
  }

  /** A configuration and the seeds it is run with. */
  public record Point(Configuration configuration, List<Long> seeds) {
    public Point {
      seeds = List.copyOf(seeds);
    }
  }

  /** The number of trials before points that differ only in irrelevant parameters are merged. */
  public BigInteger size() {
    return blocks.stream().map(Block::size).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /**
   * Every configuration of the space once, in the order of the definition.
   *
   * @throws InvalidInput if the space is too large, a point breaks the recipe's rules, or two
   *     blocks hold the same configuration
   */
  public List<Point> expand(RecipeSchema recipe) {
    if (size().compareTo(BigInteger.valueOf(MOST_TRIALS)) > 0) {
      throw new InvalidInput(
          Problem.at(
              "/space",
              size(),
              "the grid has too many trials",
              "give at most %d: fewer points, or several sweeps".formatted(MOST_TRIALS)));
    }
    var problems = new LinkedHashMap<String, Problem>();
    var owners = new HashMap<String, Block>();
    var points = new ArrayList<Point>();
    for (Block block : blocks) {
      for (Map<String, Object> values : block.points()) {
        try {
          Configuration configuration = recipe.configuration(values);
          Block owner = owners.putIfAbsent(configuration.hash(), block);
          if (owner == null) {
            points.add(new Point(configuration, block.seeds()));
          } else if (owner != block) {
            Problem same = repeated(block, owner, configuration);
            problems.putIfAbsent(same.path(), same);
          }
        } catch (InvalidInput invalid) {
          invalid.problems().stream()
              .map(p -> within(block, p))
              .forEach(p -> problems.putIfAbsent(p.path() + p.value(), p));
        }
        if (problems.size() >= MOST_PROBLEMS) {
          throw new InvalidInput(List.copyOf(problems.values()));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(List.copyOf(problems.values()));
    }
    return points;
  }

  private static Problem repeated(Block block, Block owner, Configuration configuration) {
    return Problem.at(
        block.path(),
        configuration.parameters(),
        "this block repeats a configuration of %s".formatted(owner.path()),
        "remove the point from one of the two blocks");
  }

  private static Problem within(Block block, Problem problem) {
    return new Problem(
        block.path() + problem.path(), problem.value(), problem.message(), problem.fix());
  }
}
