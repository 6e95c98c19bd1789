package dev.lipsweep.training.recipe;

import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.model.Variant;
import java.util.Locale;

/** A configuration's transformer. */
final class TransformerPlans {
  private static final int MLP_RATIO = 4;

  private TransformerPlans() {}

  static Transformer network(Configuration c, int vocabulary, double ropeBase) {
    return network(c, vocabulary, ropeBase, Variant.Rotation.FULL);
  }

  static Transformer network(
      Configuration c, int vocabulary, double ropeBase, Variant.Rotation rotation) {
    // with standard residuals the scale has no part in the network, only in the target norms
    double residualScale = c.has("residualScale") ? c.real("residualScale") : 1;
    return new Transformer(
        vocabulary,
        c.count("width"),
        c.count("heads"),
        c.count("blocks"),
        c.count("context"),
        MLP_RATIO,
        c.real("attentionScale"),
        residualScale,
        c.real("logitScale"),
        ropeBase,
        OptimizerPlans.blocksMass(c),
        OptimizerPlans.targetNorms(c),
        variant(c, rotation));
  }

  private static Variant variant(Configuration c, Variant.Rotation rotation) {
    return new Variant(
        Variant.CapPreset.valueOf(upper(c, "capPreset")),
        orInfinite(c.real("activationCap")),
        Variant.NormLayer.valueOf(upper(c, "normLayer")),
        c.choice("queryKeyNorm").equals("on"),
        orInfinite(c.real("logitSoftCap")),
        Variant.Residual.valueOf(upper(c, "residual")),
        rotation);
  }

  /** Users write 0 for no cap. */
  private static double orInfinite(double cap) {
    return cap == 0 ? Double.POSITIVE_INFINITY : cap;
  }

  private static String upper(Configuration c, String parameter) {
    return c.choice(parameter).toUpperCase(Locale.ROOT);
  }
}
