package dev.lipsweep.training.trainer;

import ai.djl.ndarray.NDManager;
import dev.lipsweep.domain.trainer.TrainerCommand.Stop.How;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.domain.wire.TrialResult;
import dev.lipsweep.training.certificate.Norms;
import dev.lipsweep.training.checkpoint.Stored;
import dev.lipsweep.training.data.Batch;
import dev.lipsweep.training.data.DataSet;
import dev.lipsweep.training.estimate.Estimate;
import dev.lipsweep.training.learner.Learner;
import dev.lipsweep.training.learner.Trace;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.recipe.Plan;
import dev.lipsweep.training.robustness.Examples;
import dev.lipsweep.training.robustness.Robustness;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The loop: steps, validations, checkpoints, and the reasons to end. */
final class Training {
  private final Plan plan;
  private final long seed;
  private final double checkpointSeconds;
  private final Learner learner;
  private final DataSet data;
  private final Checkpoints checkpoints;
  private final Reporter reporter;
  private final StopSignal stop;
  private final Map<String, String> provenance;
  private final Divergence divergence;
  private final Telemetry telemetry;
  private final long startNanos = System.nanoTime();
  private long stepNanos;
  private long first;
  private long step;
  private long reported;

  Training(
      Plan plan,
      long seed,
      double checkpointSeconds,
      Learner learner,
      DataSet data,
      Checkpoints checkpoints,
      Reporter reporter,
      StopSignal stop,
      Map<String, String> provenance) {
    this.plan = plan;
    this.seed = seed;
    this.checkpointSeconds = checkpointSeconds;
    this.learner = learner;
    this.data = data;
    this.checkpoints = checkpoints;
    this.reporter = reporter;
    this.stop = stop;
    this.provenance = provenance;
    Map<String, Double> caps =
        plan.network().layers().stream()
            .collect(Collectors.toMap(Layer::name, layer -> plan.constraint().of(layer).cap()));
    telemetry = new Telemetry(plan.telemetryEvery(), caps::get);
    divergence =
        new Divergence(
            data.classes(), plan.network().logitScale() / plan.loss().temperature(), plan.steps());
  }

  /**
   * @param done steps that an earlier attempt has done
   * @param owes whether it has left in the middle of the validation of the last of them
   */
  Outcome run(long done, boolean owes) throws IOException {
    first = done;
    step = done;
    reported = owes ? done - 1 : done;
    validateIfDue();
    while (step < plan.steps()) {
      How how = stop.how();
      if (how != null) {
        return how == How.FINISH ? finish(true) : leave();
      }
      double loss = trainStep();
      String reason = divergence.reason(step, loss);
      if (reason != null) {
        return new Outcome.Infeasible(step, Double.toString(loss), reason);
      }
      validateIfDue();
      if (checkpoints.secondsSinceLast() >= checkpointSeconds && !owesValidation()) {
        var unused = keep();
      }
    }
    return finish(false);
  }

  /**
   * Whether this step's validation has still to be reported. A checkpoint before that has to say
   * so: who goes on from it would not report it.
   */
  private boolean owesValidation() {
    return step > reported && (step % plan.validateEvery() == 0 || step == plan.steps());
  }

  private void validateIfDue() {
    if (owesValidation() && step < plan.steps()) {
      var unused = validate(Measured::duringTraining);
    }
  }

  /** The loss before the update, the mean over the batches of the step. */
  private double trainStep() {
    long start = System.nanoTime();
    int batches = plan.accumulation();
    double losses = 0;
    for (int i = 0; i < batches; i++) {
      try (NDManager scope = learner.manager().newSubManager()) {
        Batch batch = data.training(scope, seed, Math.toIntExact(step * batches + i));
        losses +=
            i < batches - 1 ? learner.accumulate(batch.inputs(), batch.targets()) : step(batch);
      }
    }
    double loss = losses / batches;
    step++;
    stepNanos += System.nanoTime() - start;
    reporter.trained(step, loss);
    return loss;
  }

  private double step(Batch batch) {
    int number = Math.toIntExact(step);
    if (!telemetry.wants(number)) {
      return learner.step(number, batch.inputs(), batch.targets());
    }
    Trace trace = telemetry.time(() -> learner.trace(number, batch.inputs(), batch.targets()));
    telemetry.report(reporter, trace, step + 1);
    return trace.loss();
  }

  /** Scores the weights as they are; empty if it was told to leave in the middle. */
  private Optional<Scored> validate(BiFunction<Network, Norms, Measured> measure) {
    Optional<Scored> scored =
        Validation.of(learner, data, stop::leaves)
            .map(v -> new Scored(v, measure.apply(plan.network(), new Norms(learner.weights()))));
    if (scored.isPresent()
        && step > reported) { // a step is reported once, whichever attempt did it
      scored.get().report(reporter, step);
      reported = step;
    }
    return scored;
  }

  private Outcome leave() throws IOException {
    if (stop.how() == How.CANCEL) {
      return new Outcome.Cancelled(step);
    }
    if (step > 0) {
      var unused = keep();
    }
    return new Outcome.Released(step, null);
  }

  private Stored keep() throws IOException {
    return checkpoints.save(learner, step, owesValidation());
  }

  private Outcome finish(boolean early) throws IOException {
    Optional<Scored> scored = validate(Measured::atEnd);
    if (scored.isEmpty()) {
      return leave();
    }
    double loss = scored.get().validation().loss();
    if (!Double.isFinite(loss)) {
      return new Outcome.Infeasible(
          step,
          Double.toString(loss),
          "diverged at step %d: validation loss %s".formatted(step, loss));
    }
    Stored checkpoint = keep();
    Map<String, Double> further = further(scored.get().measured());
    return stop.leaves()
        ? leave()
        : new Outcome.Completed(result(scored.get(), checkpoint, further), early);
  }

  private TrialResult result(Scored scored, Stored checkpoint, Map<String, Double> further) {
    var measures = new TreeMap<>(scored.measures(seed));
    measures.put("flops/passes", step * Estimate.of(plan).flops());
    if (step > first) {
      measures.put("stepsPerSecond", (step - first) / (stepNanos / 1e9));
      measures.put("telemetry/share", telemetry.share(step - first, stepNanos));
    }
    measures.putAll(further);
    var facts = new TreeMap<>(provenance);
    facts.put("dataDigest", data.digest());
    facts.put("dtype", plan.dtype().label());
    return new TrialResult(
        scored.validation().accuracy(),
        scored.validation().loss(),
        step,
        (System.nanoTime() - startNanos) / 1e9,
        checkpoint.sha256(),
        scored.measured().certificates(checkpoint.sha256()),
        measures,
        facts);
  }

  /** What the recipe wants to know besides; not all of it if the trial is told to leave. */
  private Map<String, Double> further(Measured measured) {
    var measures = new TreeMap<String, Double>();
    if (plan.precision()) {
      measures.putAll(Precision.measure(learner, data, stop::leaves));
    }
    Robustness robustness = plan.robustness();
    if (robustness != null) {
      measures.putAll(
          robustness.measure(
              new LearnerClassifier(learner),
              learner.manager(),
              Examples.first(data, learner.manager(), robustness.images()),
              data.classes(),
              measured.certified().lipschitz(),
              seed,
              stop::leaves));
    }
    return measures;
  }

  /** A validation, and what the weights of the same step are worth. */
  private record Scored(Validation validation, Measured measured) {
    void report(Reporter reporter, long step) {
      reporter.metric("validation/loss", step, validation.loss());
      reporter.metric("validation/accuracy", step, validation.accuracy());
      measured.report(reporter, step);
      reporter.flush();
    }

    Map<String, Double> measures(long seed) {
      return measured.compare(validation.activations(), seed);
    }
  }
}
