package dev.lipsweep.cli.output;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What tells configurations apart, as lists of them show it. */
public final class Telling {
  /** Said without their names, since their values speak for themselves. */
  static final List<String> METHOD = List.of("optimizer", "constraint");

  /** What usually tells those of one method apart, in this order. */
  static final List<String> USUAL =
      List.of("sigmaMax", "weightDecay", "logitScale", "learningRate");

  private Telling() {}

  /**
   * Names of parameters: the method and the usual ones that any of these configurations has, then,
   * by name, the others that are not the same in all configurations of one method. Those that come
   * with an optimizer or a constraint tell nothing that these do not.
   */
  public static List<String> among(Collection<Map<String, Object>> configurations) {
    Stream<String> usual =
        Stream.concat(METHOD.stream(), USUAL.stream())
            .filter(name -> configurations.stream().anyMatch(one -> one.containsKey(name)));
    Collection<List<Map<String, Object>>> methods =
        configurations.stream()
            .collect(
                Collectors.groupingBy(
                    one -> METHOD.stream().map(name -> value(one, name)).toList()))
            .values();
    Stream<String> others =
        methods.stream()
            .flatMap(Telling::differing)
            .filter(name -> !METHOD.contains(name) && !USUAL.contains(name))
            .distinct()
            .sorted();
    return Stream.concat(usual, others).toList();
  }

  private static Stream<String> differing(List<Map<String, Object>> configurations) {
    return configurations.stream()
        .flatMap(one -> one.keySet().stream())
        .distinct()
        .filter(
            name -> configurations.stream().map(one -> value(one, name)).distinct().count() > 1);
  }

  private static String value(Map<String, Object> configuration, String name) {
    return Format.value(configuration.get(name));
  }
}
