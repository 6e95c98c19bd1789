package dev.lipsweep.training.estimate;

import dev.lipsweep.domain.json.CanonicalJson;
import dev.lipsweep.training.recipe.Plan;
import java.util.Locale;
import java.util.TreeMap;

/** An estimate in words or as JSON. */
final class Report {
  private Report() {}

  /**
   * @param rate floating-point operations per second
   * @param memory bytes of this machine; 0 if it does not say
   */
  static String text(Plan plan, Estimate e, double rate, long memory) {
    double step = e.flops() / rate;
    String fits =
        memory == 0
            ? ""
            : e.bytes() < 0.8 * memory
                ? ", of %s GB here".formatted(giga(memory))
                : ": does not fit into %s GB here; give a smaller batchSize and more accumulation, or a smaller network"
                    .formatted(giga(memory));
    return """
    %s, %s with %s: %s parameters, %s predictions a step

    memory, float32, without the engine and the data
      parameters            %8s GB
      gradients and state   %8s GB
      room for the update   %8s GB
      activations, 1 batch  %8s GB
      together              %8s GB%s

    time, if it were nothing but matrix products at this machine's rate
      measured rate         %8s GFLOP/s, float32, 1024 x 1024, %s threads
      one step              %8s TFLOP, at least %s
      %-10s steps      %8s PFLOP, at least %s
    a real step also reads and writes memory: count on twice the time"""
        .formatted(
            plan.configuration().recipe(),
            plan.optimizer().name(),
            plan.constraint().name(),
            String.format(Locale.ROOT, "%,d", e.parameters()),
            String.format(Locale.ROOT, "%,d", e.predictions()),
            giga(e.weights()),
            giga(e.state()),
            giga(e.work()),
            giga(e.activations()),
            giga(e.bytes()),
            fits,
            String.format(Locale.ROOT, "%.0f", rate / 1e9),
            System.getProperty("ai.djl.pytorch.num_threads", "all"),
            String.format(Locale.ROOT, "%.3g", e.flops() / 1e12),
            duration(step),
            String.format(Locale.ROOT, "%,d", plan.steps()),
            String.format(Locale.ROOT, "%.3g", e.flops() * plan.steps() / 1e15),
            duration(step * plan.steps()));
  }

  static String json(Plan plan, Estimate e, double rate) {
    var tree = new TreeMap<String, Object>();
    tree.put("recipe", plan.configuration().recipe());
    tree.put("parameters", e.parameters());
    tree.put("predictionsPerStep", e.predictions());
    tree.put("weightBytes", e.weights());
    tree.put("stateBytes", e.state());
    tree.put("workBytes", e.work());
    tree.put("activationBytes", e.activations());
    tree.put("totalBytes", e.bytes());
    tree.put("flopsPerStep", e.flops());
    tree.put("measuredFlopsPerSecond", rate);
    tree.put("leastSecondsPerStep", e.flops() / rate);
    tree.put("steps", (long) plan.steps());
    return CanonicalJson.write(tree);
  }

  private static String giga(long bytes) {
    return String.format(Locale.ROOT, "%.2f", bytes / 1e9);
  }

  static String duration(double seconds) {
    if (seconds < 1) {
      return String.format(Locale.ROOT, "%.1f ms", seconds * 1e3);
    }
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (seconds < 7200) {
      return String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
    return seconds < 172_800
        ? String.format(Locale.ROOT, "%.1f h", seconds / 3600)
        : String.format(Locale.ROOT, "%.0f days", seconds / 86_400);
  }
}
