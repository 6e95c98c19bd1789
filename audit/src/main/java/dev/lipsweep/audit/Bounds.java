package dev.lipsweep.audit;

import dev.lipsweep.domain.bound.LogBound;
import java.util.Map;

/** The bounds that a set of weights gives by the rules that the audit knows. */
final class Bounds {
  private static final String CERTIFIED = "certified";
  private static final String QUICK = "certified-quick";

  /**
   * Claims to be a bound only where there is at most one head: of a perceptron it is the product of
   * the norms, of a transformer {@link #QUICK}.
   */
  private static final String FULL = "full-matrix";

  private static final String VOCABULARY = "certified-vocabulary";

  private static final Map<String, Integer> VERSIONS =
      Map.of(CERTIFIED, 2, QUICK, 2, FULL, 2, VOCABULARY, 1);

  private Bounds() {}

  /** The versions of rules whose numbers these are. */
  static boolean knows(String rule, int version) {
    return Integer.valueOf(version).equals(VERSIONS.get(rule));
  }

  static LogBound of(String rule, Architecture architecture, Weights weights) {
    return switch (architecture) {
      case Architecture.Perceptron perceptron -> perceptron(perceptron, weights);
      case Architecture.Text text -> {
        if (rule.equals(FULL) && text.heads() > 1) {
          throw new NotAuditable("this rule is no bound of a transformer with several heads");
        }
        TextWalk.Domain domain =
            rule.equals(VOCABULARY) ? TextWalk.Domain.VOCABULARY : TextWalk.Domain.BALL;
        yield new TextWalk(text, weights, domain, rule.equals(QUICK) || rule.equals(FULL)).bound();
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
