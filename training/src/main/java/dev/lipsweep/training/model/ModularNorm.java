package dev.lipsweep.training.model;

/**
 * The share of a unit update that each layer of a transformer gets in the modular norm (METHOD.md
 * 1.2; Large et al. 2024, "Scalable optimization in the modular norm").
 *
 * <p>Every matrix has mass 1 and sensitivity 1. In a composition the later module gets tau
 * mass/total, the earlier one tau mass/total/sensitivity(later). A residual branch behind a factor
 * al gets tau/al. All blocks together have mass {@code blocksMass}.
 */
record ModularNorm(double embed, double query, double output, double mlp, double head) {

  private static final double ATTENTION_MASS = 4; // q, k, v, w
  private static final double MLP_MASS = 2; // in, out
  private static final double BLOCK_MASS = ATTENTION_MASS + MLP_MASS;

  static ModularNorm of(Transformer network) {
    double whole = 1 / network.logitScale(); // behind the factor on the logits
    double total = network.blocksMass() + 2;
    double end = whole / total; // embedding and head have mass 1 each
    double block = whole * network.blocksMass() / total / network.blocks();
    double attention = block * ATTENTION_MASS / BLOCK_MASS / network.residualWeight();
    double output = attention / ATTENTION_MASS;
    double heads = attention * 3 / ATTENTION_MASS / (1.0 / 3); // behind the factor 1/3
    double query = heads / 3;
    double mlp = block * MLP_MASS / BLOCK_MASS / network.residualWeight() / MLP_MASS;
    return new ModularNorm(end, query, output, mlp, end);
  }
}
