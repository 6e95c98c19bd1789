package dev.lipsweep.training.trainer;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord;
import dev.lipsweep.training.certificate.Bound;
import dev.lipsweep.training.certificate.BoundRule;
import dev.lipsweep.training.certificate.Certificates;
import dev.lipsweep.training.certificate.Norms;
import dev.lipsweep.training.certificate.Probe;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The weights as every rule sees them.
 *
 * @param bounds by rule, the one that counts first
 */
record Measured(Network network, Norms norms, Map<BoundRule, Bound> bounds) {
  private static final Logger LOG = LoggerFactory.getLogger(Measured.class);
  private static final int PAIRS = 100;

  /** Rounding of the float32 forward pass, which no certificate speaks of. */
  private static final double FLOAT_SLACK = 1e-4;

  static Measured of(Network network, Norms norms) {
    var bounds = new LinkedHashMap<BoundRule, Bound>();
    Certificates.RULES.forEach(rule -> bounds.put(rule, rule.bound(network, norms)));
    return new Measured(network, norms, bounds);
  }

  /**
   * @param checkpointSha256 the file that holds these weights
   */
  List<CertificateRecord> certificates(String checkpointSha256) {
    return bounds.entrySet().stream()
        .map(e -> Certificates.record(e.getKey(), network, e.getValue(), checkpointSha256))
        .toList();
  }

  /** By the rule that counts first. */
  Bound certified() {
    return Objects.requireNonNull(bounds.get(Certificates.RULES.getFirst()));
  }

  void report(Reporter reporter, long step) {
    bounds.forEach(
        (rule, bound) -> reporter.metric("bound/" + rule.name(), step, bound.lipschitz()));
    for (Layer layer : network.layers()) {
      double norm =
          switch (layer.kind()) {
            case EMBEDDING -> norms.columnRms(layer.name());
            case LINEAR -> norms.rms(layer.name());
          };
      reporter.metric("norm/" + layer.name(), step, norm);
    }
  }

  /**
   * What was seen beside what was certified. An activation or a ratio above its bound means that a
   * certificate is wrong: it is logged and kept as {@code alarm/...}.
   *
   * @param activations largest RMS on the validation split by place
   * @param seed of the random pairs
   */
  Map<String, Double> compare(Map<String, Double> activations, long seed) {
    BoundRule rule = Certificates.RULES.getFirst();
    boolean sound = rule.sound(network); // else there is nothing to violate
    Bound certified = Objects.requireNonNull(bounds.get(rule));
    var measures = new LinkedHashMap<String, Double>();
    activations.forEach(
        (place, rms) -> {
          LogBound bound = certified.activations().getOrDefault(place, LogBound.UNKNOWN);
          put(measures, "activation/" + place, rms);
          if (sound) {
            put(measures, "activation/" + place + "/bound", Math.pow(10, bound.log10()));
            alarm(measures, "alarm/activation", rms, bound, place);
          }
        });
    double ratio = Probe.largestRatio(network, norms, PAIRS, seed);
    put(measures, "ratio/measured-max", ratio);
    if (sound) {
      alarm(measures, "alarm/ratio", ratio, certified.lipschitz(), "random pairs");
    }
    return measures;
  }

  private static void alarm(
      Map<String, Double> measures, String name, double seen, LogBound bound, String where) {
    if (Math.log10(seen) > bound.log10() + Math.log10(1 + FLOAT_SLACK)) {
      LOG.error(
          "CERTIFICATE VIOLATED at {}: measured {}, bound {}. Indicates a bug in the rule or the network",
          where,
          seen,
          bound.text());
      measures.merge(name, seen / Math.pow(10, bound.log10()), Math::max);
    }
  }

  private static void put(Map<String, Double> measures, String name, double value) {
    if (Double.isFinite(value)) {
      measures.put(name, value);
    }
  }
}
