package dev.lipsweep.domain.sweep;

import dev.lipsweep.domain.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code resources}. */
final class ResourcesReader {
  private static final List<String> KEYS = List.of("device", "memory", "labels");
  private static final int LONGEST_LABEL = 200;

  private final List<Problem> problems;

  ResourcesReader(List<Problem> problems) {
    this.problems = problems;
  }

  Resources resources(@Nullable Object given) {
    if (given == null) {
      return Resources.ANY;
    }
    if (!(given instanceof Map<?, ?> map)) {
      problems.add(
          Problem.at(
              "/resources",
              given,
              "resources is a mapping",
              "give {device: cuda, memory: 4GiB, labels: {pool: a100}}"));
      return Resources.ANY;
    }
    for (Object key : map.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        problems.add(
            Problem.at(
                "/resources/" + key,
                null,
                "no such resource",
                "give one of " + String.join(", ", KEYS)));
      }
    }
    return new Resources(
        device(map.get("device")), memory(map.get("memory")), labels(map.get("labels")));
  }

  private Resources.DeviceChoice device(@Nullable Object given) {
    if (given == null) {
      return Resources.DeviceChoice.ANY;
    }
    for (Resources.DeviceChoice choice : Resources.DeviceChoice.values()) {
      if (choice.name().toLowerCase(Locale.ROOT).equals(given)) {
        return choice;
      }
    }
    problems.add(
        Problem.at("/resources/device", given, "no such kind of device", "give cpu, cuda or any"));
    return Resources.DeviceChoice.ANY;
  }

  private long memory(@Nullable Object given) {
    if (given == null) {
      return 0;
    }
    Optional<Long> bytes = Amounts.bytes(given).filter(amount -> amount > 0);
    if (bytes.isEmpty()) {
      problems.add(
          Problem.at(
              "/resources/memory",
              given,
              "not an amount of memory",
              "give such as 4GiB, 512MiB or a number of bytes"));
    }
    return bytes.orElse(0L);
  }

  private Map<String, String> labels(@Nullable Object given) {
    if (given == null) {
      return Map.of();
    }
    if (!(given instanceof Map<?, ?> map)) {
      problems.add(
          Problem.at(
              "/resources/labels", given, "labels is a mapping", "give such as {pool: a100}"));
      return Map.of();
    }
    var labels = new HashMap<String, String>();
    map.forEach(
        (key, value) -> {
          boolean right =
              value != null
                  && !(value instanceof Map)
                  && !(value instanceof List)
                  && value.toString().length() <= LONGEST_LABEL;
          if (right) {
            labels.put(String.valueOf(key), String.valueOf(value));
          } else {
            problems.add(
                Problem.at(
                    "/resources/labels/" + key,
                    value,
                    "not a label's value",
                    "give a text of at most %d characters".formatted(LONGEST_LABEL)));
          }
        });
    return labels;
  }
}
