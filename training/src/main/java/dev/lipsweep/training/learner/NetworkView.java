package dev.lipsweep.training.learner;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.lipsweep.training.engine.TorchScript;
import dev.lipsweep.training.model.Forward;
import dev.lipsweep.training.model.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at a network and changes nothing: what {@link EvaluationScript} says, read back. */
final class NetworkView implements AutoCloseable {

  private final NDManager manager;
  private final Forward forward;
  private final Loss loss;
  private final List<NDArray> weights;
  private final List<NDArray> constants;
  private final TorchScript script;
  private final Map<NumberFormat, TorchScript> rounded = new EnumMap<>(NumberFormat.class);

  NetworkView(
      NDManager manager,
      Forward forward,
      Loss loss,
      List<NDArray> weights,
      List<NDArray> constants) {
    this.manager = manager;
    this.forward = forward;
    this.loss = loss;
    this.weights = weights;
    this.constants = constants;
    script = TorchScript.compile(manager, EvaluationScript.of(forward, loss));
  }

  Evaluation evaluate(NDArray inputs, NDArray targets) {
    return evaluate(script, inputs, targets);
  }

  Evaluation evaluate(NDArray inputs, NDArray targets, NumberFormat format) {
    TorchScript inFewerBits =
        rounded.computeIfAbsent(
            format,
            f -> TorchScript.compile(manager, EvaluationScript.of(f.rounded(forward), loss)));
    return evaluate(inFewerBits, inputs, targets);
  }

  private Evaluation evaluate(TorchScript by, NDArray inputs, NDArray targets) {
    try (NDManager scope = manager.newSubManager()) {
      NDList results = by.infer("evaluate", scope, arguments(inputs, targets));
      double[] numbers = results.getFirst().toDoubleArray();
      double[] largest = Arrays.copyOfRange(numbers, 2, numbers.length);
      return new Evaluation(numbers[0], (long) numbers[1], targets.size(), byPlace(largest));
    }
  }

  Map<String, Extremes> extremes(NDArray inputs) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray table = script.infer("extremes", scope, arguments(inputs)).getFirst();
      float[] numbers = table.toFloatArray();
      NumberFormat[] formats = NumberFormat.values();
      int columns = 1 + formats.length;
      Map<String, Extremes> extremes = new LinkedHashMap<>();
      for (int i = 0; i < forward.activations().size(); i++) {
        var beyond = new EnumMap<NumberFormat, Double>(NumberFormat.class);
        for (int f = 0; f < formats.length; f++) {
          beyond.put(formats[f], (double) numbers[i * columns + 1 + f]);
        }
        extremes.put(forward.activations().get(i), new Extremes(numbers[i * columns], beyond));
      }
      return extremes;
    }
  }

  NDArray logits(NDManager scope, NDArray inputs) {
    return script.infer("logits", scope, arguments(inputs)).getFirst();
  }

  NDList sensitivity(NDManager scope, NDArray inputs, NDArray targets) {
    return script.train("sensitivity", scope, arguments(inputs, targets));
  }

  /** A batch, the weights and the constants. */
  List<NDArray> arguments(NDArray... batch) {
    List<NDArray> arguments = new ArrayList<>(List.of(batch));
    arguments.addAll(weights);
    arguments.addAll(constants);
    return arguments;
  }

  /** Values in the order of the activations, by their names. */
  Map<String, Double> byPlace(double[] values) {
    Map<String, Double> places = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      places.put(forward.activations().get(i), values[i]);
    }
    return places;
  }

  @Override
  public void close() {
    rounded.values().forEach(TorchScript::close);
    script.close();
  }
}
