package dev.lipsweep.persistence.frontier;

import dev.lipsweep.persistence.frontier.Scatter.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which group a configuration belongs to. A number with more values than eyes can tell apart is cut
 * into ranges, each with about as many configurations.
 *
 * @param names of the groups
 * @param of by configuration the index of its group; -1 for one that is filtered out
 */
record ResultGroups(List<Map<String, @Nullable Object>> names, int[] of) {
  private static final int MOST_VALUES = 12;
  private static final int RANGES = 8;

  /**
   * @param by the grouping parameters' values by configuration
   * @param isIn whether a configuration is let in
   */
  static ResultGroups of(Map<String, List<@Nullable Object>> by, boolean[] isIn) {
    Map<String, List<@Nullable Object>> cut = by.size() == 1 ? cut(by, isIn) : by;
    var index = new LinkedHashMap<Map<String, @Nullable Object>, Integer>();
    int[] of = new int[isIn.length];
    Arrays.fill(of, -1);
    for (int i = 0; i < of.length; i++) {
      if (isIn[i]) {
        var name = new LinkedHashMap<String, @Nullable Object>();
        for (var parameter : cut.entrySet()) {
          name.put(parameter.getKey(), parameter.getValue().get(i));
        }
        Integer known = index.putIfAbsent(name, index.size());
        of[i] = known == null ? index.size() - 1 : known;
      }
    }
    return new ResultGroups(List.copyOf(index.keySet()), of);
  }

  private static Map<String, List<@Nullable Object>> cut(
      Map<String, List<@Nullable Object>> by, boolean[] isIn) {
    var parameter = by.entrySet().iterator().next();
    List<@Nullable Object> values = parameter.getValue();
    double[] numbers =
        IntStream.range(0, isIn.length)
            .filter(i -> isIn[i] && values.get(i) instanceof Double)
            .mapToDouble(i -> (Double) values.get(i))
            .sorted()
            .toArray();
    if (Arrays.stream(numbers).distinct().count() <= MOST_VALUES) {
      return by;
    }
    var ranges = new TreeMap<Double, Range>();
    int from = 0;
    for (int n = 1; n <= RANGES; n++) {
      int to = (int) ((long) numbers.length * n / RANGES);
      while (to < numbers.length && numbers[to] == numbers[to - 1]) {
        to++; // equal values stay together
      }
      if (to > from) {
        ranges.put(numbers[from], new Range(numbers[from], numbers[to - 1]));
        from = to;
      }
    }
    List<@Nullable Object> ranged = new ArrayList<>();
    for (Object value : values) {
      var entry = value instanceof Double number ? ranges.floorEntry(number) : null;
      ranged.add(entry == null ? value : entry.getValue());
    }
    return Map.of(parameter.getKey(), ranged);
  }
}
