package dev.lipsweep.domain.baseline;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names of configurations: the parameters that tell one from another within a sweep. */
final class Labels {
  /** Said first, and without their names, since their values speak for themselves. */
  private static final List<String> METHOD = List.of("optimizer", "constraint");

  private final List<String> telling;

  private Labels(List<String> telling) {
    this.telling = telling;
  }

  static Labels of(List<Map<String, Object>> all) {
    var names = new TreeSet<String>();
    all.forEach(parameters -> names.addAll(parameters.keySet()));
    // one that some lack for want of relevance follows from another, which tells them apart
    names.removeIf(
        name ->
            all.stream().map(each -> each.get(name)).filter(Objects::nonNull).distinct().count()
                < 2);
    METHOD.forEach(names::remove);
    return new Labels(List.copyOf(names));
  }

  String of(Map<String, Object> parameters) {
    String method =
        METHOD.stream()
            .filter(parameters::containsKey)
            .map(name -> text(parameters.get(name)))
            .collect(Collectors.joining(" "));
    String rest =
        telling.stream()
            .filter(parameters::containsKey)
            .map(name -> name + "=" + text(parameters.get(name)))
            .collect(Collectors.joining(" "));
    return (method + " " + rest).strip();
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15) {
      return Long.toString(d.longValue());
    }
    return String.valueOf(value);
  }
}
