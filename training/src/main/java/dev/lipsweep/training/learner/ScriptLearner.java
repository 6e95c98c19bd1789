package dev.lipsweep.training.learner;

import static dev.lipsweep.training.engine.TorchScript.inList;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.lipsweep.training.constraint.Constraint;
import dev.lipsweep.training.constraint.Projections;
import dev.lipsweep.training.engine.Torch;
import dev.lipsweep.training.engine.TorchScript;
import dev.lipsweep.training.learner.TrainingScript.Kind;
import dev.lipsweep.training.model.Dtype;
import dev.lipsweep.training.model.Forward;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.NumberFormat;
import dev.lipsweep.training.model.Stack;
import dev.lipsweep.training.optimizer.Optimizer;
import dev.lipsweep.training.optimizer.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A learner whose every step is one call of a script. */
final class ScriptLearner implements Learner {

  private final NDManager manager = Torch.newManager();
  private final Network network;
  private final List<Layer> layers;
  private final List<Stack> stacks;
  private final Optimizer optimizer;
  private final Constraint constraint;
  private final Projections projections;
  private final Schedule schedule;
  private final Forward trained;
  private final Loss loss;
  private final Map<Kind, TorchScript> scripts = new HashMap<>();
  private final NetworkView view;
  private final StackedTensors weights;
  private final List<StackedTensors> state;
  private @Nullable Accumulation accumulation;

  ScriptLearner(
      Network network,
      Optimizer optimizer,
      Constraint constraint,
      Schedule schedule,
      Dtype dtype,
      Loss loss,
      long seed) {
    this.network = network;
    this.optimizer = optimizer;
    this.constraint = constraint;
    this.schedule = schedule;
    this.loss = loss;
    layers = network.layers();
    stacks = Stack.of(layers);
    projections = new Projections(stacks, constraint);
    Forward forward = Forward.of(network);
    trained = dtype.of(forward);
    List<NDArray> constants =
        forward.constants().stream()
            .map(c -> inList("ks", manager.create(c.values(), new Shape(longs(c.shape())))))
            .toList();
    weights = StackedTensors.zeros(manager, stacks, "");
    weights.write(
        layer ->
            InitialWeights.of(layer, seed, Math.min(constraint.of(layer).cap(), optimizer.cap())));
    weights.arrays().forEach(w -> inList("ps", w).setRequiresGradient(true));
    state =
        optimizer.state().stream()
            .map(name -> StackedTensors.zeros(manager, stacks, "/" + name))
            .toList();
    state.forEach(s -> s.arrays().forEach(array -> inList("st", array)));
    scripts.put(Kind.PLAIN, compile(Kind.PLAIN));
    view = new NetworkView(manager, forward, loss, weights.arrays(), constants);
  }

  private TorchScript compile(Kind kind) {
    return TorchScript.compile(
        manager, TrainingScript.of(stacks, trained, loss, optimizer, constraint, kind));
  }

  @Override
  public NDManager manager() {
    return manager;
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public double step(int step, NDArray inputs, NDArray targets) {
    try (NDManager scope = manager.newSubManager()) {
      return meanLoss(step(scope, step, inputs, targets, false));
    }
  }

  @Override
  public Trace trace(int step, NDArray inputs, NDArray targets) {
    try (NDManager scope = manager.newSubManager()) {
      List<NDList> seen = step(scope, step, inputs, targets, true);
      var spectra = SpectrumReader.read(stacks, layers, seen.getLast().subNDList(2));
      return new Trace(meanLoss(seen), spectra, view.byPlace(largest(seen)));
    }
  }

  /** What the script says of every chunk; the last one has the step's spectra besides. */
  private List<NDList> step(
      NDManager scope, int step, NDArray inputs, NDArray targets, boolean traced) {
    List<NDList> chunks = Chunks.of(network, scope, inputs, targets);
    List<NDList> seen = new ArrayList<>();
    for (NDList chunk : chunks.subList(0, chunks.size() - 1)) {
      seen.add(add(scope, chunk, traced));
    }
    seen.add(step(scope, step, chunks.getLast(), traced));
    return seen;
  }

  private static double meanLoss(List<NDList> seen) {
    return seen.stream().mapToDouble(s -> s.getFirst().getFloat()).sum() / seen.size();
  }

  private static double[] largest(List<NDList> seen) {
    double[] largest = new double[(int) seen.getFirst().get(1).size()];
    for (NDList s : seen) {
      double[] values = s.get(1).toType(DataType.FLOAT64, false).toDoubleArray();
      Arrays.setAll(largest, i -> Math.max(largest[i], values[i]));
    }
    return largest;
  }

  private NDList step(NDManager scope, int step, NDList batch, boolean traced) {
    double rate = schedule.learningRate(step);
    List<NDArray> arguments = view.arguments(batch.get(0), batch.get(1));
    for (int i = 0; i < stacks.size(); i++) {
      for (StackedTensors s : state) {
        arguments.add(s.array(i));
      }
    }
    for (Stack stack : stacks) {
      arguments.add(
          inList(
              "oc",
              table(scope, stack.matrices(), layer -> optimizer.coefficients(layer, rate, step))));
    }
    if (constraint.shrinks()) {
      for (Stack stack : stacks) {
        arguments.add(
            inList(
                "dc",
                table(scope, stack.matrices(), l -> new double[] {constraint.shrink(l, rate)})));
      }
    }
    for (Projections.Group group : projections.groups()) {
      arguments.add(inList("cc", table(scope, group.layers(), l -> projection(l, step, rate))));
    }
    boolean accumulated = accumulation != null && !accumulation.isEmpty();
    if (accumulation != null && accumulated) {
      arguments = accumulation.stepping(scope, arguments);
    }
    TorchScript one = scripts.computeIfAbsent(new Kind(accumulated, traced), this::compile);
    return one.train("step", scope, arguments);
  }

  @Override
  public double accumulate(NDArray inputs, NDArray targets) {
    try (NDManager scope = manager.newSubManager()) {
      return meanLoss(
          Chunks.of(network, scope, inputs, targets).stream()
              .map(chunk -> add(scope, chunk, false))
              .toList());
    }
  }

  private NDList add(NDManager scope, NDList batch, boolean traced) {
    if (accumulation == null) {
      accumulation = new Accumulation(manager, stacks);
    }
    TorchScript adding = scripts.computeIfAbsent(new Kind(true, traced), this::compile);
    List<NDArray> arguments = accumulation.adding(view.arguments(batch.get(0), batch.get(1)));
    return adding.train("accumulate", scope, arguments);
  }

  private double[] projection(Layer layer, int step, double rate) {
    return constraint.of(layer).coefficients(layer, step, optimizer.updateNorm(layer, rate));
  }

  /** Numbers per matrix as [matrices, numbers], rows filled up with zeros. */
  private static NDArray table(
      NDManager scope, List<Layer> matrices, Function<Layer, double[]> numbersOf) {
    List<double[]> rows = matrices.stream().map(numbersOf).toList();
    int columns = rows.stream().mapToInt(row -> row.length).max().orElseThrow();
    var values = new float[rows.size() * columns];
    for (int i = 0; i < rows.size(); i++) {
      double[] row = rows.get(i);
      for (int j = 0; j < row.length; j++) {
        values[i * columns + j] = (float) row[j];
      }
    }
    return scope.create(values, new Shape(rows.size(), columns));
  }

  @Override
  public Evaluation evaluate(NDArray inputs, NDArray targets) {
    return view.evaluate(inputs, targets);
  }

  @Override
  public Evaluation evaluate(NDArray inputs, NDArray targets, NumberFormat format) {
    return view.evaluate(inputs, targets, format);
  }

  @Override
  public Map<String, Extremes> extremes(NDArray inputs) {
    return view.extremes(inputs);
  }

  @Override
  public NDArray logits(NDManager scope, NDArray inputs) {
    return view.logits(scope, inputs);
  }

  @Override
  public NDList sensitivity(NDManager scope, NDArray inputs, NDArray targets) {
    return view.sensitivity(scope, inputs, targets);
  }

  @Override
  public List<Tensor> weights() {
    Map<String, Tensor> read = weights.read();
    return layers.stream().map(layer -> read.get(weights.name(layer))).toList();
  }

  @Override
  public List<Tensor> optimizerState() {
    List<Tensor> tensors = new ArrayList<>();
    for (StackedTensors s : state) {
      Map<String, Tensor> read = s.read();
      layers.forEach(layer -> tensors.add(read.get(s.name(layer))));
    }
    return tensors;
  }

  @Override
  public void restore(List<Tensor> newWeights, List<Tensor> newState) {
    Map<String, Tensor> w = StackedTensors.check(names(List.of(weights)), newWeights);
    Map<String, Tensor> s = StackedTensors.check(names(state), newState);
    weights.write(w);
    state.forEach(one -> one.write(s));
    forgetGradients();
  }

  private void forgetGradients() {
    if (accumulation != null) {
      accumulation.close();
      accumulation = null;
    }
  }

  private Map<String, Layer> names(List<StackedTensors> tensors) {
    Map<String, Layer> names = new LinkedHashMap<>();
    tensors.forEach(t -> layers.forEach(layer -> names.put(t.name(layer), layer)));
    return names;
  }

  private static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }

  @Override
  public void close() {
    forgetGradients();
    scripts.values().forEach(TorchScript::close);
    view.close();
    manager.close();
  }
}
