package dev.lipsweep.training.trainer;

import ai.djl.engine.Engine;
import dev.lipsweep.training.engine.Processor;
import dev.lipsweep.training.engine.Torch;
import java.util.Map;
import java.util.TreeMap;

/** What made a result, besides its configuration and seed. */
final class Provenance {
  private Provenance() {}

  /** Loads the engine if it is not. */
  static Map<String, String> collect() {
    var facts = new TreeMap<String, String>();
    facts.put("codeVersion", implementation(Provenance.class));
    facts.put("codeDigest", CodeDigest.of(Provenance.class));
    facts.put("engine", "DJL " + Engine.getDjlVersion());
    facts.put("native", Torch.version());
    facts.put("device", Torch.device().toString());
    facts.put("processor", Processor.name());
    facts.put("threads", System.getProperty("ai.djl.pytorch.num_threads", "all"));
    facts.put("java", Runtime.version().toString());
    return facts;
  }

  private static String implementation(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
