package dev.lipsweep.domain.importance;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One parameter's values in a set of configurations as at most 64 levels, so that a set of them is
 * a {@code long}. Where a parameter does not matter its absence is a level like any other, the
 * lowest. Of more values than that, neighbours share a level.
 *
 * @param ordered numbers are split in their order, names in any
 * @param of the level of each configuration
 * @param weights the share of the configurations at each level
 */
record Levels(String parameter, boolean ordered, int[] of, double[] weights) {
  private static final int MOST = Long.SIZE;

  /** The parameters that differ between these configurations, by name. */
  static List<Levels> varying(List<? extends Map<String, ?>> configurations) {
    var names = new TreeMap<String, Boolean>();
    configurations.forEach(c -> c.keySet().forEach(name -> names.put(name, true)));
    var varying = new ArrayList<Levels>();
    for (String name : names.keySet()) {
      Levels levels = of(name, configurations);
      if (levels.weights.length > 1) {
        varying.add(levels);
      }
    }
    return varying;
  }

  private static Levels of(String name, List<? extends Map<String, ?>> configurations) {
    var counts = new TreeMap<@Nullable Object, Integer>(Levels::compare);
    configurations.forEach(c -> counts.merge(orAbsent(c.get(name)), 1, Integer::sum));
    SortedMap<Object, Integer> levels = levels(counts, configurations.size());
    int[] of = new int[configurations.size()];
    for (int i = 0; i < of.length; i++) {
      of[i] = requireNonNull(levels.get(orAbsent(configurations.get(i).get(name))));
    }
    double[] weights = new double[IntStream.of(of).max().orElseThrow() + 1];
    for (int level : of) {
      weights[level] += 1.0 / of.length;
    }
    boolean ordered = counts.keySet().stream().allMatch(v -> v instanceof Number || isAbsent(v));
    return new Levels(name, ordered, of, weights);
  }

  private static SortedMap<Object, Integer> levels(SortedMap<Object, Integer> counts, int all) {
    var levels = new TreeMap<Object, Integer>(Levels::compare);
    boolean each = counts.size() <= MOST;
    int before = 0;
    int level = -1;
    int stretch = -1;
    for (var entry : counts.entrySet()) {
      int next = (int) ((long) before * MOST / all);
      if (each || next != stretch) {
        level++;
        stretch = next;
      }
      levels.put(entry.getKey(), level);
      before += entry.getValue();
    }
    return levels;
  }

  private static Object orAbsent(@Nullable Object value) {
    return value == null ? Absent.ABSENT : value;
  }

  private static boolean isAbsent(Object value) {
    return value == Absent.ABSENT;
  }

  private static int compare(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return Double.compare(x.doubleValue(), y.doubleValue());
    }
    return Comparator.<Object>comparingInt(v -> isAbsent(v) ? 0 : v instanceof Number ? 1 : 2)
        .thenComparing(Object::toString)
        .compare(a, b);
  }

  private enum Absent {
    ABSENT
  }
}
