package dev.lipsweep.domain.space;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One grid: the product of its axes, each point with each seed. A range counts with its two ends.
 *
 * @param path JSON pointer of the block in the definition, for error messages
 */
public record Block(String path, List<Axis> axes, List<Long> seeds) {
  public Block {
    axes = List.copyOf(axes);
    seeds = List.copyOf(seeds);
  }

  /** The number of trials, counted without making them. */
  public BigInteger size() {
    BigInteger product = BigInteger.valueOf(seeds.size());
    for (Axis axis : axes) {
      long points =
          switch (axis) {
            case Axis.Listed listed -> listed.values().size();
            case Axis.Spaced spaced -> spaced.points();
            case Axis.Range range -> range.values().size();
          };
      product = product.multiply(BigInteger.valueOf(points));
    }
    return product;
  }

  /**
   * Every point of the grid, the last axis fastest. Call only after {@link #size} is known to be
   * small.
   */
  public List<Map<String, Object>> points() {
    List<Map<String, Object>> points = List.of(Map.of());
    for (Axis axis : axes) {
      List<Object> values = axis.values();
      var next = new ArrayList<Map<String, Object>>(points.size() * values.size());
      for (Map<String, Object> point : points) {
        for (Object value : values) {
          var longer = new LinkedHashMap<>(point);
          longer.put(axis.parameter(), value);
          next.add(longer);
        }
      }
      points = next;
    }
    return points;
  }
}
