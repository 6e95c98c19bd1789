package dev.lipsweep.training.model;

/**
 * The share of a unit update that each layer of a transformer gets in the modular norm (METHOD.md
 * 1.2; Large et al. 2024, "Scalable optimization in the modular norm").
 *
 * <p>Every matrix has mass 1 and sensitivity 1, and all blocks together have mass {@code
 * blocksMass}. In a composition the later module gets tau mass/total, the earlier one tau
 * mass/total/sensitivity(later). The sensitivity of a composition is the product, of a sum or tuple
 * the sum; a sum shares tau by mass, and the identity has none.
 *
 * @param lastBlock share of the block that is executed last, with everything behind it
 * @param block sensitivity of a whole block: every block gets 1/block of what the next one gets
 */
record ModularNorm(
    double end,
    int blocks,
    double lastBlock,
    double block,
    double mlp,
    double output,
    double query) {

  private static final double ATTENTION_MASS = 4; // q, k, v, w
  private static final double MLP_MASS = 2; // in, out
  private static final double BLOCK_MASS = ATTENTION_MASS + MLP_MASS;

  static ModularNorm of(Transformer network) {
    TargetNorms preset = network.targetNorms();
    double keep = preset.sensitivity(1 - network.residualWeight());
    double take = preset.sensitivity(network.residualWeight());
    double third = preset.sensitivity(1.0 / 3);
    double whole = 1 / preset.sensitivity(network.logitScale());
    double total = network.blocksMass() + 2; // embedding and head have mass 1 each

    double residualMlp = keep + take; // of a branch with sensitivity 1
    double residualAttention = keep + take * 3 * third; // of q, k and v side by side
    double mlp = 1 / BLOCK_MASS / take; // of each matrix, in a block that gets 1
    double output = 1 / BLOCK_MASS / residualMlp / take;
    return new ModularNorm(
        whole / total,
        network.blocks(),
        whole * network.blocksMass() / total / network.blocks(),
        residualMlp * residualAttention,
        mlp,
        output,
        output / third);
  }

  /** tau of the embedding, behind all blocks. */
  double embed() {
    return end / Math.pow(block, blocks);
  }

  /**
   * tau of the query, key and value matrices of a block, counted from 0 in the order of execution.
   */
  double query(int index) {
    return share(index) * query;
  }

  /** tau of W_O. */
  double output(int index) {
    return share(index) * output;
  }

  /** tau of either matrix of the MLP. */
  double mlp(int index) {
    return share(index) * mlp;
  }

  double head() {
    return end;
  }

  private double share(int index) {
    return lastBlock / Math.pow(block, blocks - 1 - index);
  }
}
