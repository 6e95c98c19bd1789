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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The weights as every rule sees them.
 *
 * @param bounds by rule, the one that counts first
 */
record Measured(Network network, Norms norms, Map<BoundRule, Bound> bounds) {
  private static final Logger LOG = LoggerFactory.getLogger(Measured.class);

  /** Rounding of the float32 forward pass, which no certificate speaks of. */
  private static final double FLOAT_SLACK = 1e-4;

  /** By the rules that are cheap enough to be asked again and again. */
  static Measured duringTraining(Network network, Norms norms) {
    return of(network, norms, Certificates.DURING_TRAINING);
  }

  /** By every rule. */
  static Measured atEnd(Network network, Norms norms) {
    return of(network, norms, Certificates.rules(network));
  }

  private static Measured of(Network network, Norms norms, List<BoundRule> rules) {
    var bounds = new LinkedHashMap<BoundRule, Bound>();
    rules.forEach(rule -> bounds.put(rule, rule.bound(network, norms)));
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
    return bounds.values().iterator().next();
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
   * What was seen beside what was certified. An activation or a ratio above any bound that is
   * called sound means that a certificate is wrong: it is logged and kept as {@code alarm/...}, the
   * factor by which it was exceeded.
   *
   * @param activations largest RMS on the validation split by place
   * @param seed of the random pairs
   */
  Map<String, Double> compare(Map<String, Double> activations, long seed) {
    var measures = new LinkedHashMap<String, Double>();
    activations.forEach((place, rms) -> put(measures, "activation/" + place, rms));
    double ratio = Probe.search(network, norms, seed);
    put(measures, "ratio/measured-max", ratio);
    bounds.forEach(
        (rule, bound) -> {
          if (!rule.sound(network)) {
            return; // nothing to violate
          }
          activations.forEach(
              (place, rms) -> {
                LogBound most = bound.activations().getOrDefault(place, LogBound.UNKNOWN);
                String name = "activation/" + place + "/bound";
                if (!measures.containsKey(name)) { // the first rule's
                  put(measures, name, Math.pow(10, most.log10()));
                }
                alarm(measures, "alarm/activation/" + rule.name(), rms, most, place);
              });
          if (rule.coversBall()) {
            alarm(measures, "alarm/ratio/" + rule.name(), ratio, bound.lipschitz(), "pairs");
          }
        });
    return measures;
  }

  private static void alarm(
      Map<String, Double> measures, String name, double seen, LogBound bound, String where) {
    if (Math.log10(seen) > bound.log10() + Math.log10(1 + FLOAT_SLACK)) {
      LOG.error(
          "CERTIFICATE VIOLATED ({}) at {}: measured {}, bound {}. Indicates a bug in the rule or the network",
          name,
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
