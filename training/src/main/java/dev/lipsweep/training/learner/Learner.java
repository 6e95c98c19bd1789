package dev.lipsweep.training.learner;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.NumberFormat;
import java.util.List;
import java.util.Map;

/**
 * A network under training: weights, optimizer state and the one operation of training. Owns native
 * memory. One thread at a time, the one that made it.
 *
 * <p>The same seed, batches and number of threads give the same losses and weights bit for bit,
 * also across {@link #restore}.
 */
public interface Learner extends AutoCloseable {

  /** Batches are attached to it or to managers below it; closed with the learner. */
  NDManager manager();

  /**
   * One step of training at the learning rate of {@code step}: loss, gradients, update, constraint.
   *
   * @param step counted from 0
   * @param inputs see {@link Network}'s implementations for shapes and types
   * @return the mean loss in nats BEFORE the update; NaN or infinity is returned and never thrown,
   *     and the weights are of no use afterwards
   */
  double step(int step, NDArray inputs, NDArray targets);

  /** The same step to the last bit, with a look at what it does; slower. */
  Trace trace(int step, NDArray inputs, NDArray targets);

  /**
   * Adds the gradient of a batch to those that the next {@link #step} takes the mean of, with its
   * own batch; changes neither weights nor optimizer state. {@link #restore} forgets what has been
   * added.
   *
   * @return the batch's mean loss in nats
   */
  double accumulate(NDArray inputs, NDArray targets);

  /** Loss, hits and activations of a batch; changes nothing. */
  Evaluation evaluate(NDArray inputs, NDArray targets);

  /** The same with weights and activations rounded to this format. */
  Evaluation evaluate(NDArray inputs, NDArray targets, NumberFormat format);

  /** How large activations are, by place as in {@link Evaluation#activationMax}. */
  Map<String, Extremes> extremes(NDArray inputs);

  /** Logits, [batch, classes] or [tokens, classes]; they belong to the scope. */
  NDArray logits(NDManager scope, NDArray inputs);

  /**
   * Logits of a batch, and the gradient of the sum of its cross-entropies with respect to the
   * inputs, of their shape; both belong to the scope. Only for networks whose inputs are numbers
   * and not tokens.
   */
  NDList sensitivity(NDManager scope, NDArray inputs, NDArray targets);

  /**
   * Copies of all weights in the order of execution, each (out x in); an embedding is (width x
   * vocabulary).
   */
  List<Tensor> weights();

  /**
   * Copies of everything else that the next step depends on; empty for an optimizer that remembers
   * nothing.
   */
  List<Tensor> optimizerState();

  /**
   * Puts back what {@link #weights()} and {@link #optimizerState()} gave, looked up by name, in any
   * order.
   *
   * @throws IllegalArgumentException when a tensor is missing, unknown or of another shape; nothing
   *     is changed then
   */
  void restore(List<Tensor> weights, List<Tensor> optimizerState);

  Network network();

  @Override
  void close();
}
