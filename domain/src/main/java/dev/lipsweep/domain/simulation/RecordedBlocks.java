package dev.lipsweep.domain.simulation;

import dev.lipsweep.domain.space.Axis;
import dev.lipsweep.domain.space.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The blocks that a grid may have had: one for each choice of names, with the numbers that were
 * trained there as its axes.
 */
final class RecordedBlocks {
  private RecordedBlocks() {}

  static List<Block> of(List<RecordedTrial> trials) {
    var axes = new LinkedHashMap<Map<String, Object>, TreeMap<String, TreeSet<Double>>>();
    var types = new TreeMap<String, Boolean>();
    for (RecordedTrial trial : trials) {
      var names = new TreeMap<String, Object>();
      var numbers = new TreeMap<String, Double>();
      trial
          .configuration()
          .parameters()
          .forEach(
              (name, value) -> {
                if (value instanceof Number n) {
                  numbers.put(name, n.doubleValue());
                  types.put(name, value instanceof Long);
                } else {
                  names.put(name, value);
                }
              });
      var block = axes.computeIfAbsent(names, n -> new TreeMap<>());
      numbers.forEach(
          (name, value) -> block.computeIfAbsent(name, n -> new TreeSet<>()).add(value));
    }
    var blocks = new ArrayList<Block>();
    axes.forEach(
        (names, numbers) -> {
          var all = new ArrayList<Axis>();
          names.forEach((name, value) -> all.add(new Axis.Listed(name, List.of(value))));
          numbers.forEach(
              (name, values) ->
                  all.add(
                      new Axis.Listed(
                          name,
                          values.stream()
                              .map(
                                  v -> types.getOrDefault(name, false) ? (Object) v.longValue() : v)
                              .toList())));
          blocks.add(new Block("/space", all, List.of(0L)));
        });
    return blocks;
  }
}
