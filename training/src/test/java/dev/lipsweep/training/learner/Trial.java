package dev.lipsweep.training.learner;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.lipsweep.training.constraint.Constraint;
import dev.lipsweep.training.model.Dtype;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.optimizer.Optimizer;
import dev.lipsweep.training.optimizer.Schedule;
import dev.lipsweep.training.oracle.Matrix;
import dev.lipsweep.training.oracle.Reference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A small learner with a batch for it. */
record Trial(Learner learner, Reference.Sample[] samples, NDArray inputs, NDArray targets)
    implements AutoCloseable {

  static final Mlp MLP = new Mlp(12, List.of(8, 8), 5, 1.5);

  /** mlp_in is higher than wide, mlp_out wider than high, head (7 x 8) nearly square. */
  static final Transformer TRANSFORMER = new Transformer(7, 8, 2, 2, 6, 4, 2, 1.2, 1.5, 100, 16);

  static Trial of(Network network, Optimizer optimizer, Constraint constraint, double rate) {
    return of(network, optimizer, constraint, new Schedule(Schedule.Kind.NONE, rate, 1), 7);
  }

  static Trial of(
      Network network, Optimizer optimizer, Constraint constraint, Schedule schedule, long seed) {
    return of(network, optimizer, constraint, schedule, Dtype.FP32, seed);
  }

  static Trial of(
      Network network,
      Optimizer optimizer,
      Constraint constraint,
      Schedule schedule,
      Dtype dtype,
      long seed) {
    return of(Learners.create(network, optimizer, constraint, schedule, dtype, seed));
  }

  /** With the batch that trials of this network have. */
  static Trial of(Learner learner) {
    return of(learner, samples(learner.network(), 4, new Random(99)));
  }

  static Trial of(Learner learner, Reference.Sample[] samples) {
    int width = samples[0].input().length;
    var targets = new long[samples.length * samples[0].targets().length];
    var floats = new float[samples.length * width];
    var longs = new long[floats.length];
    for (int i = 0; i < samples.length; i++) {
      for (int j = 0; j < width; j++) {
        floats[i * width + j] = (float) samples[i].input()[j];
        longs[i * width + j] = (long) samples[i].input()[j];
      }
      for (int j = 0; j < samples[i].targets().length; j++) {
        targets[i * samples[i].targets().length + j] = samples[i].targets()[j];
      }
    }
    var manager = learner.manager();
    var shape = new Shape(samples.length, width);
    return switch (learner.network()) {
      case Mlp mlp ->
          new Trial(
              learner,
              samples,
              manager.create(floats, shape),
              manager.create(targets, new Shape(samples.length)));
      case Transformer transformer ->
          new Trial(learner, samples, manager.create(longs, shape), manager.create(targets, shape));
    };
  }

  static Reference.Sample[] samples(Network network, int count, Random random) {
    var samples = new Reference.Sample[count];
    for (int i = 0; i < count; i++) {
      samples[i] =
          switch (network) {
            case Mlp mlp ->
                new Reference.Sample(
                    random.doubles(mlp.inputs()).map(x -> (float) x).toArray(),
                    new int[] {random.nextInt(mlp.outputs())});
            case Transformer t ->
                new Reference.Sample(
                    random.ints(t.context() - 1, 0, t.vocabulary()).asDoubleStream().toArray(),
                    random.ints(t.context() - 1, 0, t.vocabulary()).toArray());
          };
    }
    return samples;
  }

  double step(int step) {
    return learner.step(step, inputs, targets);
  }

  double[] steps(int from, int to) {
    return java.util.stream.IntStream.range(from, to).mapToDouble(this::step).toArray();
  }

  Map<String, Matrix> weights() {
    return byName(learner.weights());
  }

  static Map<String, Matrix> byName(List<Tensor> tensors) {
    Map<String, Matrix> matrices = new LinkedHashMap<>();
    tensors.forEach(t -> matrices.put(t.name(), Matrix.of(t)));
    return matrices;
  }

  List<Layer> layers(Layer.Kind kind) {
    return learner.network().layers().stream().filter(l -> l.kind() == kind).toList();
  }

  /** The largest RMS-to-RMS norm of a linear layer. */
  double largestNorm() {
    Map<String, Matrix> weights = weights();
    return layers(Layer.Kind.LINEAR).stream()
        .mapToDouble(l -> weights.get(l.name()).rmsNorm())
        .max()
        .orElseThrow();
  }

  /** Weights with no zero among them and embeddings of column RMS about 1/2. */
  Trial withRandomWeights(long seed) {
    var random = new Random(seed);
    var weights =
        learner.weights().stream()
            .map(
                t -> {
                  double size = t.name().equals("embed") ? 0.5 : 1 / Math.sqrt(t.shape()[1]);
                  var values = new float[t.values().length];
                  for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (size * random.nextGaussian());
                  }
                  return new Tensor(t.name(), t.shape(), values);
                })
            .toList();
    learner.restore(weights, learner.optimizerState());
    return this;
  }

  Reference.Result reference() {
    return Reference.run(learner.network(), weights(), samples);
  }

  static List<float[]> values(List<Tensor> tensors) {
    return tensors.stream().map(t -> Arrays.copyOf(t.values(), t.values().length)).toList();
  }

  @Override
  public void close() {
    learner.close();
  }
}
