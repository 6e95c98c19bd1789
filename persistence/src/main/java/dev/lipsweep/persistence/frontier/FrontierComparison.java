package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.frontier.BoundRange;
import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.Hypervolume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a frontier from one state to another.
 *
 * @param groups those that either state has
 */
public record FrontierComparison(List<Group> groups) {
  /**
   * One group.
   *
   * @param gained points that are new or have other values, by rising bound
   * @param lost points that are no longer on it, or had other values
   * @param kept how many are the same
   * @param hypervolume null if the frontiers are not of bound and accuracy, or no bound is finite
   */
  public record Group(
      Map<String, @Nullable Object> group,
      List<FrontierState.Point> gained,
      List<FrontierState.Point> lost,
      int kept,
      @Nullable Volumes hypervolume) {}

  /**
   * Dominated area in decades times share, above an accuracy of 0.
   *
   * @param lowLog10 where on the axis of bounds both were measured: from the smallest finite bound
   *     of either
   * @param highLog10 to the largest
   */
  public record Volumes(
      double from, double to, double difference, double lowLog10, double highLog10) {}

  /** What makes two points the same: whose results they are, and which values they have. */
  private record Identity(
      List<UUID> trials,
      @Nullable Double log10Bound,
      double accuracy,
      Map<String, Double> metrics) {
    static Identity of(FrontierState.Point point) {
      return new Identity(point.trialIds(), point.log10Bound(), point.accuracy(), point.metrics());
    }
  }

  /** Of two states of the same objectives. */
  public static FrontierComparison of(FrontierState from, FrontierState to) {
    Map<Map<String, @Nullable Object>, List<FrontierState.Point>> before = byGroup(from);
    Map<Map<String, @Nullable Object>, List<FrontierState.Point>> after = byGroup(to);
    var all = new LinkedHashSet<>(after.keySet());
    all.addAll(before.keySet());
    boolean measured = isBoundAgainstAccuracy(from) && isBoundAgainstAccuracy(to);
    var groups = new ArrayList<Group>();
    for (Map<String, @Nullable Object> key : all) {
      groups.add(
          group(
              key,
              before.getOrDefault(key, List.of()),
              after.getOrDefault(key, List.of()),
              measured));
    }
    return new FrontierComparison(groups);
  }

  public int gained() {
    return groups.stream().mapToInt(group -> group.gained().size()).sum();
  }

  public int lost() {
    return groups.stream().mapToInt(group -> group.lost().size()).sum();
  }

  private static Group group(
      Map<String, @Nullable Object> key,
      List<FrontierState.Point> before,
      List<FrontierState.Point> after,
      boolean measured) {
    List<FrontierState.Point> gained = without(after, before);
    return new Group(
        key,
        gained,
        without(before, after),
        after.size() - gained.size(),
        measured ? volumes(before, after).orElse(null) : null);
  }

  private static List<FrontierState.Point> without(
      List<FrontierState.Point> points, List<FrontierState.Point> others) {
    Set<Identity> known = others.stream().map(Identity::of).collect(Collectors.toSet());
    return points.stream().filter(point -> !known.contains(Identity.of(point))).toList();
  }

  private static Optional<Volumes> volumes(
      List<FrontierState.Point> before, List<FrontierState.Point> after) {
    List<Frontier.Point> from = points(before);
    List<Frontier.Point> to = points(after);
    return BoundRange.of(Stream.concat(from.stream(), to.stream()).toList())
        .map(
            range -> {
              var volume = new Hypervolume(range, 0);
              double first = volume.of(from);
              double second = volume.of(to);
              return new Volumes(first, second, second - first, range.low(), range.high());
            });
  }

  private static List<Frontier.Point> points(List<FrontierState.Point> points) {
    return points.stream()
        .filter(point -> !Double.isNaN(point.x()))
        .map(point -> new Frontier.Point(point.x(), point.accuracy(), point.number()))
        .toList();
  }

  private static boolean isBoundAgainstAccuracy(FrontierState state) {
    return state.definition().get("objectives") instanceof List<?> objectives
        && objectives.size() == 2
        && objectives.getFirst() instanceof String bound
        && (bound.equals("bound:min") || bound.startsWith("bound:") && bound.endsWith(":min"))
        && "accuracy:max".equals(objectives.get(1));
  }

  private static Map<Map<String, @Nullable Object>, List<FrontierState.Point>> byGroup(
      FrontierState state) {
    var groups = new LinkedHashMap<Map<String, @Nullable Object>, List<FrontierState.Point>>();
    state.groups().forEach(group -> groups.put(group.group(), group.points()));
    return groups;
  }
}
