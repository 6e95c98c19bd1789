package dev.lipsweep.domain.sweep;

import dev.lipsweep.domain.wire.WorkerRegistration.Device;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a sweep asks of the workers that run its trials.
 *
 * @param version of the recipe
 */
public record Needs(String recipe, int version, Resources resources) {
  /**
   * What a worker can do.
   *
   * @param recipes versions by name
   */
  public record Capabilities(
      Map<String, Integer> recipes, Map<String, String> labels, List<Device> devices) {}

  private record Need(String text, Predicate<Capabilities> met) {}

  public static Needs of(SweepDefinition definition) {
    return new Needs(
        definition.recipe().name(), definition.recipe().version(), definition.resources());
  }

  /**
   * Why no worker can run the sweep. Empty if some worker can run trials that ask for this, now or
   * when others of its trials have ended.
   *
   * @param workers those that are there and take new trials
   */
  public Optional<String> unmet(Collection<Capabilities> workers) {
    List<Need> needs = all();
    if (workers.stream().anyMatch(worker -> needs.stream().allMatch(n -> n.met().test(worker)))) {
      return Optional.empty();
    }
    if (workers.isEmpty()) {
      return Optional.of("waits: no worker is there");
    }
    String missing =
        needs.stream()
            .map(need -> count(need, workers))
            .collect(Collectors.joining(", ", "waits: needs ", ""));
    return Optional.of(needs.size() == 1 ? missing : missing + "; no worker has all of it");
  }

  /**
   * How many of its trials could run at once.
   *
   * @param workers with what is free of their devices
   */
  public int slots(Collection<Capabilities> workers) {
    List<Need> needs = all();
    return workers.stream()
        .filter(worker -> needs.stream().allMatch(need -> need.met().test(worker)))
        .flatMap(worker -> worker.devices().stream())
        .filter(this::fits)
        .mapToInt(this::slots)
        .sum();
  }

  private int slots(Device device) {
    long each = resources.memoryBytes();
    return each == 0 ? device.slots() : (int) Math.min(device.slots(), device.freeBytes() / each);
  }

  private static String count(Need need, Collection<Capabilities> workers) {
    long having = workers.stream().filter(need.met()).count();
    return "%s (%d of %d workers)".formatted(need.text(), having, workers.size());
  }

  private List<Need> all() {
    var needs = new ArrayList<Need>();
    needs.add(
        new Need(
            "recipe %s version %d".formatted(recipe, version),
            worker -> worker.recipes().getOrDefault(recipe, -1) == version));
    if (resources.device() != Resources.DeviceChoice.ANY || resources.memoryBytes() > 0) {
      needs.add(new Need(device(), worker -> worker.devices().stream().anyMatch(this::fits)));
    }
    new TreeMap<>(resources.labels())
        .forEach(
            (label, value) ->
                needs.add(
                    new Need(
                        "label %s=%s".formatted(label, value),
                        worker -> value.equals(worker.labels().get(label)))));
    return needs;
  }

  private boolean fits(Device device) {
    return resources.device().accepts(device.kind())
        && resources.memoryBytes() <= device.freeBytes();
  }

  private String device() {
    String kind =
        switch (resources.device()) {
          case ANY -> "a device";
          case CPU -> "cpu";
          case CUDA -> "cuda";
        };
    return resources.memoryBytes() == 0
        ? kind
        : kind + " with " + Amounts.text(resources.memoryBytes());
  }
}
