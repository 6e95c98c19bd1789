package dev.lipsweep.training.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The share of a unit update that each layer of a transformer gets in the modular norm (METHOD.md
 * 1.2; Large et al. 2024, "Scalable optimization in the modular norm").
 *
 * <p>Every matrix has mass 1 and sensitivity 1, and all blocks together have mass {@code
 * blocksMass}. In a composition the later module gets tau mass/total, the earlier one tau
 * mass/total/sensitivity(later). The sensitivity of a composition is the product, of a sum or tuple
 * the sum; a sum shares tau by mass, and the identity has none.
 *
 * @param blocks what each block gets, in the order of execution; {@code mlp}, {@code output} and
 *     {@code query} are shares of it
 */
record ModularNorm(
    double embed, List<Double> blocks, double mlp, double output, double query, double head) {

  private static final double ATTENTION_MASS = 4; // q, k, v, w
  private static final double MLP_MASS = 2; // in, out
  private static final double BLOCK_MASS = ATTENTION_MASS + MLP_MASS;

  static ModularNorm of(Transformer network) {
    return switch (network.targetNorms()) {
      case MODULAR -> of(network, factor -> factor);
      case PAPER -> of(network, factor -> 1);
      case NANOGPT -> new ModularNorm(2, Collections.nCopies(network.blocks(), 1.0), 1, 1, 1, 0.1);
    };
  }

  /**
   * @param sensitivity of a multiplication by a constant
   */
  private static ModularNorm of(Transformer network, DoubleUnaryOperator sensitivity) {
    double keep = sensitivity.applyAsDouble(1 - network.residualWeight());
    double take = sensitivity.applyAsDouble(network.residualWeight());
    double third = sensitivity.applyAsDouble(1.0 / 3);
    double whole = 1 / sensitivity.applyAsDouble(network.logitScale());
    double total = network.blocksMass() + 2; // embedding and head have mass 1 each

    double residualMlp = keep + take; // of a branch with sensitivity 1
    double residualAttention = keep + take * 3 * third; // of q, k and v side by side
    List<Double> blocks = new ArrayList<>();
    double behind = 1; // sensitivity of everything behind
    for (int i = 0; i < network.blocks(); i++) {
      blocks.addFirst(whole * network.blocksMass() / total / network.blocks() / behind);
      behind *= residualMlp * residualAttention;
    }
    double end = whole / total;
    double mlp = 1 / BLOCK_MASS / take; // of each matrix
    double output = 1 / BLOCK_MASS / residualMlp / take;
    return new ModularNorm(end / behind, blocks, mlp, output, output / third, end);
  }

  /**
   * tau of the query, key and value matrices of a block, counted from 0 in the order of execution.
   */
  double query(int block) {
    return blocks.get(block) * query;
  }

  /** tau of W_O. */
  double output(int block) {
    return blocks.get(block) * output;
  }

  /** tau of either matrix of the MLP. */
  double mlp(int block) {
    return blocks.get(block) * mlp;
  }
}
