package dev.lipsweep.training.certificate;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord.LayerNorm;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Mlp;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/**
 * The product of the layers' norms and the factor on the logits: max(x, 0) is 1-Lipschitz and maps
 * 0 to 0 (METHOD.md 3.2). Activations are bounded for inputs of RMS at most 1, such as pixels
 * between 0 and 1.
 */
final class MlpBound {
  static final String DOMAIN =
      "all inputs, RMS of the input to RMS of the logits; activations for inputs of RMS at most 1";

  private MlpBound() {}

  static Bound of(Mlp network, Norms norms) {
    if (!norms.areFinite()) {
      return Bound.UNKNOWN;
    }
    var product = LogBound.ONE;
    var activations = new LinkedHashMap<String, LogBound>();
    var used = new ArrayList<LayerNorm>();
    var parts = new Parts();
    for (Layer layer : network.layers()) {
      double norm = norms.rms(layer.name());
      used.add(new LayerNorm(layer.name(), norm));
      product = product.times(norm);
      parts.add(layer.name(), LogBound.of(norm));
      activations.put(layer.name(), Rounding.end(product));
    }
    LogBound bound = Rounding.end(product.times(network.logitScale()));
    parts.add("logitScale", LogBound.of(network.logitScale()));
    activations.put("logits", bound);
    return new Bound(bound, activations, used, parts.all());
  }
}
