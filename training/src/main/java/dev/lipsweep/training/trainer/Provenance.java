package dev.lipsweep.training.trainer;

import ai.djl.engine.Engine;
import dev.lipsweep.training.engine.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What made a result, besides its configuration and seed. */
final class Provenance {
  private Provenance() {}

  /** Loads the engine if it is not. */
  static Map<String, String> collect() {
    var facts = new TreeMap<String, String>();
    facts.put("codeVersion", implementation(Provenance.class));
    facts.put("engine", "DJL " + Engine.getDjlVersion());
    facts.put("native", Torch.version());
    facts.put("device", Engine.getInstance().defaultDevice().toString());
    facts.put("processor", processor());
    facts.put("threads", System.getProperty("ai.djl.pytorch.num_threads", "all"));
    facts.put("java", Runtime.version().toString());
    return facts;
  }

  private static String implementation(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  /** Its name decides which kernels run, and with them the last bits of every sum. */
  private static String processor() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(Provenance::architecture);
    } catch (IOException e) {
      return architecture();
    }
  }

  private static String architecture() {
    return System.getProperty("os.arch", "unknown");
  }
}
