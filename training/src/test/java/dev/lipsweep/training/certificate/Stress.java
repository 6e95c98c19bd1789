package dev.lipsweep.training.certificate;

import dev.lipsweep.training.learner.Tensor;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.model.Variant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * The stress test of BOUNDS.md 4: random small models (1 to 4 heads, 1 to 3 blocks, residual weight
 * up to 1, kappa 0.1 to 16, norms 0.1 to 6, rotary base 10 or 10,000; a third with K = V, a third
 * with Q = K; a third with a radial clamp) against pairs that gradient ascent looks for, in the
 * ball and inside the vocabulary's hull, and activations after every sub-block.
 *
 * <p>{@code main} is the long form: {@code Stress [pairs] [seed]}, 100,000 pairs unless told
 * otherwise (CONTRIBUTING.md has the command).
 */
final class Stress {
  private static final int STARTS = 3;
  private static final int ITERATIONS = 50;

  private final Map<String, Double> largest = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private long pairs;
  private long models;

  public static void main(String[] arguments) {
    long wanted = arguments.length > 0 ? Long.parseLong(arguments[0]) : 100_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    var stress = new Stress();
    stress.run(wanted, seed);
    System.out.println(stress.report());
    System.exit(stress.violations.isEmpty() ? 0 : 1);
  }

  void run(long wanted, long seed) {
    while (pairs < wanted) {
      model(seed * 1_000_003 + models);
      models++;
    }
  }

  List<String> violations() {
    return violations;
  }

  long pairs() {
    return pairs;
  }

  /** Largest found/bound by rule, 1 at most if all is well. */
  Map<String, Double> largest() {
    return largest;
  }

  String report() {
    var text = new StringBuilder();
    text.append(
        "%d pairs on %d models, %d violations%n".formatted(pairs, models, violations.size()));
    largest.forEach(
        (what, ratio) ->
            text.append(
                String.format(Locale.ROOT, "  %-40s largest found/bound %.3f%n", what, ratio)));
    violations.forEach(violation -> text.append("VIOLATED ").append(violation).append('\n'));
    return text.toString();
  }

  private void model(long seed) {
    var random = new Random(seed);
    Transformer network = network(random);
    var norms = new Norms(weights(network, random));
    Map<BoundRule, Bound> ball =
        Map.of(
            new Certified(), new Certified().bound(network, norms),
            new CertifiedQuick(), new CertifiedQuick().bound(network, norms));
    var vocabulary = new CertifiedVocabulary();
    Map<BoundRule, Bound> hull = Map.of(vocabulary, vocabulary.bound(network, norms));
    Matrix embedding = norms.weight("embed");
    int length = 3 + random.nextInt(8);
    search(
        network, norms, new Region.Ball(norms.columnRms("embed"), embedding, length), ball, seed);
    search(network, norms, new Region.Hull(embedding, length), hull, seed);
  }

  private void search(
      Transformer network, Norms norms, Region region, Map<BoundRule, Bound> bounds, long seed) {
    String kind = network.variant().equals(Variant.PAPER) ? "" : ", clamped";
    var plain = new PlainTransformer(network, norms);
    new Ascent(x -> new TransformerTape(network, norms, x), region, new SplittableRandom(seed))
        .largestRatio(
            STARTS,
            ITERATIONS,
            (x, y, ratio) -> {
              pairs++;
              var activations = plain.forward(y).activations();
              activations.remove("embed"); // by construction at its bound
              bounds.forEach(
                  (rule, bound) -> {
                    see(rule.name() + kind, ratio, bound.lipschitz().log10(), seed);
                    activations.forEach(
                        (place, rms) ->
                            see(
                                rule.name() + kind + ", activations",
                                rms,
                                bound.activations().get(place).log10(),
                                seed));
                  });
            });
  }

  private void see(String what, double found, double log10Bound, long seed) {
    double share = Math.pow(10, Math.log10(found) - log10Bound);
    largest.merge(what, share, Math::max);
    if (share > 1 + 1e-9) {
      violations.add("%s by %s, seed %d".formatted(what, share, seed));
    }
  }

  private static Transformer network(Random random) {
    int heads = 1 + random.nextInt(4);
    int blocks = 1 + random.nextInt(3);
    var network =
        new Transformer(
            5 + random.nextInt(8),
            heads * 2 * (1 + random.nextInt(2)),
            heads,
            blocks,
            16,
            1 + random.nextInt(4),
            Math.pow(10, random.nextDouble(-1, 1.2)),
            random.nextDouble(0.2, 1) * 2 * blocks,
            1,
            random.nextBoolean() ? 10 : 10_000,
            16);
    return random.nextInt(3) == 0
        ? network.with(Variant.PAPER.clampedAt(random.nextDouble(0.3, 1.5)))
        : network;
  }

  private static List<Tensor> weights(Transformer network, Random random) {
    double w = Math.pow(10, random.nextDouble(-1, 0.78));
    DoubleUnaryOperator spectrum =
        switch (random.nextInt(3)) {
          case 0 -> x -> w;
          case 1 -> x -> w * x / 4;
          default -> x -> w * Math.pow(x / 4, 3);
        };
    var weights = new ArrayList<>(Weights.mapped(network, spectrum, random));
    int alike = random.nextInt(3);
    for (int b = 0; b < network.blocks() && alike < 2; b++) {
      Tensor from = find(weights, "block" + b + (alike == 0 ? ".v" : ".q"));
      Tensor k = new Tensor("block" + b + ".k", from.shape(), from.values());
      Collections.replaceAll(weights, find(weights, k.name()), k);
    }
    return weights;
  }

  private static Tensor find(List<Tensor> weights, String name) {
    return weights.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }
}
