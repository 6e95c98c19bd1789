package dev.lipsweep.audit;

import dev.lipsweep.domain.bound.LogBound;
import java.util.List;

/** The bounds that a set of weights gives by the rules that the audit knows. */
final class Bounds {
  private static final String CERTIFIED = "certified";
  private static final String QUICK = "certified-quick";

  /** Claims to be a bound only where there are no heads; there it is the product of the norms. */
  private static final String FULL = "full-matrix";

  private Bounds() {}

  /** The versions of rules whose numbers these are. */
  static boolean knows(String rule, int version) {
    return version == 2 && List.of(CERTIFIED, QUICK, FULL).contains(rule);
  }

  static LogBound of(String rule, Architecture architecture, Weights weights) {
    return switch (architecture) {
      case Architecture.Perceptron perceptron -> perceptron(perceptron, weights);
      case Architecture.Text text -> {
        if (rule.equals(FULL)) {
          throw new NotAuditable("the audit does not compute this rule for a transformer");
        }
        yield new TextWalk(text, weights, rule.equals(QUICK)).bound();
      }
    };
  }

  private static LogBound perceptron(Architecture.Perceptron network, Weights weights) {
    int width = network.width();
    int inputs = weights.get("mlp_in").getColumnDimension();
    int outputs = weights.get("mlp_out").getRowDimension();
    double log10 =
        Math.log10(network.logitScale())
            + Math.log10(Top.singular(weights.get("mlp_in", width, inputs)))
            + Math.log10(Top.singular(weights.get("mlp_hidden1", width, width)))
            + Math.log10(Top.singular(weights.get("mlp_out", outputs, width)))
            + Math.log10((double) inputs / outputs) / 2; // to RMS
    return LogBound.ofLog10(log10);
  }
}
