package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.model.Layer;
import java.util.List;

/** Momentum, orthogonalised by six Newton-Schulz steps (METHOD.md 1.1 and 1.3). */
public record Muon(double beta) implements Optimizer {

  public Muon() {
    this(0.9);
  }

  @Override
  public String name() {
    return "muon";
  }

  @Override
  public List<String> state() {
    return List.of("momentum");
  }

  @Override
  public double updateNorm(Layer layer, double learningRate) {
    return learningRate * layer.targetNorm();
  }
}
