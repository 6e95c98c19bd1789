package dev.lipsweep.training.model;

import static dev.lipsweep.training.model.Layer.Initial.NORM_ONE;
import static dev.lipsweep.training.model.Layer.Initial.ZERO;

import java.util.ArrayList;
import java.util.List;

/**
 * A causal transformer (METHOD.md 3.3 and 4.2): x = E[token]; in every block x = (1-al) x + al
 * Att(x), then x = (1-al) x + al MLP(x), with al = residualScale/(2 blocks); logits = logitScale *
 * head x. A {@link Variant} may change some of that.
 *
 * <p>Att(x) = W_O (1/3) concat over heads of softmax(attentionScale/d_h q k^T) v, with rotary
 * positions on q and k; MLP(x) = mlp_out gelu(mlp_in x)/1.1289, gelu by tanh.
 *
 * <p>Layers in the order of execution: {@code embed}, then for every block {@code blockN.q}, {@code
 * .k}, {@code .v}, {@code .w} (W_O), {@code .mlp_in}, {@code .mlp_out}, then {@code head}. {@code
 * w}, {@code mlp_out} and {@code head} start at zero.
 *
 * <p>Batches: inputs and targets int64 [batch, length] with length at most {@code context}.
 *
 * @param mlpRatio width of the MLP over the width of the network
 * @param attentionScale kappa, the factor on attention scores (the reference's softmax_scale)
 * @param ropeBase base of the rotary frequencies
 * @param blocksMass mass of all blocks together against 1 for the embedding and 1 for the head in
 *     the modular norm: it shares out the learning rate (16 in the reference code, 32 in the paper)
 * @param targetNorms how the modular norm counts factors
 * @param variant where it departs from the paper's
 */
public record Transformer(
    int vocabulary,
    int width,
    int heads,
    int blocks,
    int context,
    int mlpRatio,
    double attentionScale,
    double residualScale,
    double logitScale,
    double ropeBase,
    double blocksMass,
    TargetNorms targetNorms,
    Variant variant)
    implements Network {

  /** The paper's transformer, with the target norms of the reference code. */
  public Transformer(
      int vocabulary,
      int width,
      int heads,
      int blocks,
      int context,
      int mlpRatio,
      double attentionScale,
      double residualScale,
      double logitScale,
      double ropeBase,
      double blocksMass) {
    this(
        vocabulary,
        width,
        heads,
        blocks,
        context,
        mlpRatio,
        attentionScale,
        residualScale,
        logitScale,
        ropeBase,
        blocksMass,
        TargetNorms.MODULAR,
        Variant.PAPER);
  }

  public Transformer {
    Check.positive("vocabulary", vocabulary);
    Check.positive("heads", heads);
    Check.positive("blocks", blocks);
    Check.positive("context", context);
    Check.positive("mlpRatio", mlpRatio);
    Check.positive("attentionScale", attentionScale);
    Check.positive("residualScale", residualScale);
    Check.positive("logitScale", logitScale);
    Check.positive("ropeBase", ropeBase);
    Check.positive("blocksMass", blocksMass);
    if (width < 1 || width % (2 * heads) != 0) {
      throw new IllegalArgumentException(
          "width: need a multiple of 2 x heads = %d (rotary positions pair the halves of a head), got %d"
              .formatted(2 * heads, width));
    }
    if (residualScale > 2 * blocks) {
      throw new IllegalArgumentException(
          "residualScale: need at most 2 x blocks = %d (residuals are convex), got %s"
              .formatted(2 * blocks, residualScale));
    }
  }

  /** The same network with another variant. */
  public Transformer with(Variant other) {
    return new Transformer(
        vocabulary,
        width,
        heads,
        blocks,
        context,
        mlpRatio,
        attentionScale,
        residualScale,
        logitScale,
        ropeBase,
        blocksMass,
        targetNorms,
        other);
  }

  @Override
  public boolean certifiable() {
    return variant.certifiable();
  }

  /** al, the weight of one branch in its convex residual. */
  public double residualWeight() {
    return residualScale / (2 * blocks);
  }

  public int headWidth() {
    return width / heads;
  }

  @Override
  public List<Layer> layers() {
    var tau = ModularNorm.of(this);
    int inner = mlpRatio * width;
    var layers = new ArrayList<Layer>();
    layers.add(new Layer("embed", Layer.Kind.EMBEDDING, width, vocabulary, tau.embed(), NORM_ONE));
    for (int i = 0; i < blocks; i++) {
      String block = "block" + i + ".";
      int slices = variant.capPreset() == Variant.CapPreset.CERTIFIED ? heads : 1;
      layers.add(linear(block + "q", width, width, tau.query(i), NORM_ONE));
      layers.add(linear(block + "k", width, width, tau.query(i), NORM_ONE).inSlices(slices));
      layers.add(linear(block + "v", width, width, tau.query(i), NORM_ONE).inSlices(slices));
      layers.add(linear(block + "w", width, width, tau.output(i), ZERO));
      layers.add(linear(block + "mlp_in", inner, width, tau.mlp(i), NORM_ONE));
      layers.add(linear(block + "mlp_out", width, inner, tau.mlp(i), ZERO));
    }
    layers.add(linear("head", vocabulary, width, tau.head(), ZERO));
    return List.copyOf(layers);
  }

  private static Layer linear(String name, int out, int in, double tau, Layer.Initial initial) {
    return new Layer(name, Layer.Kind.LINEAR, out, in, tau, initial);
  }
}
