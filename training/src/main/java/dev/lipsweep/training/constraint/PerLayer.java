package dev.lipsweep.training.constraint;

import dev.lipsweep.training.model.Layer;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One constraint for most layers and others for some (in the reference code a map from layers to
 * methods, {@code {"default": "orthogonal", "mlp_out": "pure_svd"}}).
 *
 * @param others of every layer that is not named
 * @param named by a layer's name, such as {@code block1.mlp_out}, or by its last part, {@code
 *     mlp_out}, for that layer of every block; the whole name goes first
 */
public record PerLayer(Constraint others, Map<String, Constraint> named) implements Constraint {

  public PerLayer {
    named = Map.copyOf(named);
  }

  @Override
  public Constraint of(Layer layer) {
    String name = layer.name();
    Constraint ofItsKind = named.getOrDefault(name.substring(name.lastIndexOf('.') + 1), others);
    return named.getOrDefault(name, ofItsKind);
  }

  @Override
  public String name() {
    return others.name();
  }

  @Override
  public double shrink(Layer layer, double learningRate) {
    return of(layer).shrink(layer, learningRate);
  }

  @Override
  public boolean shrinks() {
    return Stream.concat(Stream.of(others), named.values().stream()).anyMatch(Constraint::shrinks);
  }
}
