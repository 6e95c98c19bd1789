package dev.lipsweep.training.trainer;

import ai.djl.ndarray.NDManager;
import dev.lipsweep.domain.trainer.TrainerCommand;
import dev.lipsweep.domain.trainer.TrainerEvent;
import dev.lipsweep.domain.wire.CertificateRecord;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.domain.wire.TrialResult;
import dev.lipsweep.training.certificate.Certificates;
import dev.lipsweep.training.certificate.Norms;
import dev.lipsweep.training.checkpoint.Checkpoint;
import dev.lipsweep.training.checkpoint.CheckpointReader;
import dev.lipsweep.training.checkpoint.CheckpointWriter;
import dev.lipsweep.training.checkpoint.Stored;
import dev.lipsweep.training.data.Batch;
import dev.lipsweep.training.data.DataSet;
import dev.lipsweep.training.engine.Torch;
import dev.lipsweep.training.learner.Learner;
import dev.lipsweep.training.learner.Learners;
import dev.lipsweep.training.recipe.Plan;
import dev.lipsweep.training.recipe.RecipePlans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One attempt at one trial, from its command to its outcome. */
final class TrialRun {
  private final TrainerCommand.Train command;
  private final StopSignal stop;
  private final Events events;
  private final Map<String, String> provenance;
  private final Plan plan;
  private final Checkpoint.Identity identity;

  TrialRun(
      TrainerCommand.Train command,
      StopSignal stop,
      Events events,
      Map<String, String> provenance) {
    this.command = command;
    this.stop = stop;
    this.events = events;
    this.provenance = provenance;
    plan =
        RecipePlans.plan(
            command.recipe(),
            command.recipeVersion(),
            command.parameters(),
            path(command.dataDirectory()));
    identity =
        new Checkpoint.Identity(
            command.recipe(), command.recipeVersion(), plan.configuration().hash(), command.seed());
  }

  /**
   * @throws dev.lipsweep.training.data.DataMissing if the data is not there
   * @throws dev.lipsweep.training.checkpoint.BadCheckpoint if the checkpoint cannot be gone on from
   */
  Outcome run() throws IOException {
    try (NDManager manager = Torch.newManager();
        DataSet data = plan.source().load(manager);
        Learner learner =
            Learners.create(
                plan.network(),
                plan.optimizer(),
                plan.constraint(),
                plan.schedule(),
                command.seed())) {
      long first = restore(learner);
      try (var reporter = new Reporter(events, command.attemptId(), first, plan.steps())) {
        return new Training(learner, data, reporter, first).run();
      }
    }
  }

  /** Steps done. */
  private long restore(Learner learner) throws IOException {
    Path file = path(command.checkpoint());
    if (file == null) {
      return 0;
    }
    Checkpoint checkpoint = CheckpointReader.read(file, identity);
    learner.restore(checkpoint.weights(), checkpoint.optimizerState());
    return checkpoint.step();
  }

  private static @Nullable Path path(@Nullable String text) {
    return text == null ? null : Path.of(text);
  }

  /** The loop, with everything loaded. */
  private final class Training {
    private final Learner learner;
    private final DataSet data;
    private final Reporter reporter;
    private final Divergence divergence;
    private final long first;
    private final long startNanos = System.nanoTime();
    private long step;
    private long trainNanos;
    private long checkpointNanos = startNanos;
    private long storedStep = -1;
    private @Nullable Stored stored;

    Training(Learner learner, DataSet data, Reporter reporter, long first) {
      this.learner = learner;
      this.data = data;
      this.reporter = reporter;
      this.first = first;
      step = first;
      divergence = new Divergence(data.classes(), plan.network().logitScale());
    }

    Outcome run() throws IOException {
      while (step < plan.steps()) {
        var how = stop.how();
        if (how != null) {
          return switch (how) {
            case CANCEL -> new Outcome.Cancelled(step);
            case RELEASE -> release();
            case FINISH -> finish(true);
          };
        }
        double loss = trainStep();
        String reason = divergence.reason(step, loss);
        if (reason != null) {
          return new Outcome.Infeasible(step, Double.toString(loss), reason);
        }
        if (step % plan.validateEvery() == 0 && step < plan.steps()) {
          validate();
        }
        if ((System.nanoTime() - checkpointNanos) / 1e9 >= command.checkpointSeconds()) {
          checkpoint();
        }
      }
      return finish(false);
    }

    private double trainStep() {
      long start = System.nanoTime();
      double loss;
      try (NDManager scope = learner.manager().newSubManager()) {
        Batch batch = data.training(scope, command.seed(), Math.toIntExact(step));
        loss = learner.step(Math.toIntExact(step), batch.inputs(), batch.targets());
      }
      step++;
      trainNanos += System.nanoTime() - start;
      reporter.trained(step, loss);
      return loss;
    }

    private Outcome release() throws IOException {
      if (step > 0) {
        checkpoint();
      }
      return new Outcome.Released(step, null);
    }

    private Outcome finish(boolean early) throws IOException {
      Optional<Scored> last = validate();
      if (last.isEmpty()) {
        return stop.how() == TrainerCommand.Stop.How.CANCEL
            ? new Outcome.Cancelled(step)
            : release();
      }
      Validation validation = last.get().validation();
      if (!Double.isFinite(validation.loss())) {
        return new Outcome.Infeasible(
            step,
            Double.toString(validation.loss()),
            "diverged at step %d: validation loss %s".formatted(step, validation.loss()));
      }
      return new Outcome.Completed(result(last.get(), checkpoint()), early);
    }

    /** Empty if it was told to leave in the middle. */
    private Optional<Scored> validate() {
      Optional<Validation> scored = Validation.of(learner, data, stop::leaves);
      if (scored.isEmpty()) {
        return Optional.empty();
      }
      Validation validation = scored.get();
      Measured measured = Measured.of(plan.network(), new Norms(learner.weights()));
      if (step > first) { // else the attempt before this one has said it
        reporter.metric("validation/loss", step, validation.loss());
        reporter.metric("validation/accuracy", step, validation.accuracy());
        measured.report(reporter, step);
        reporter.flush();
      }
      return Optional.of(new Scored(validation, measured));
    }

    private Stored checkpoint() throws IOException {
      Stored last = stored;
      if (last != null && storedStep == step) {
        return last;
      }
      Path file = Path.of(command.directory()).resolve("step-%d.safetensors".formatted(step));
      Stored next =
          CheckpointWriter.write(
              new Checkpoint(identity, step, learner.weights(), learner.optimizerState()), file);
      reporter.checkpoint(
          new TrainerEvent.Checkpoint(
              command.attemptId(), file.toString(), next.sha256(), step, next.sizeBytes()));
      stored = next;
      storedStep = step;
      checkpointNanos = System.nanoTime();
      return next;
    }

    private TrialResult result(Scored scored, Stored checkpoint) {
      Measured measured = scored.measured();
      Validation validation = scored.validation();
      List<CertificateRecord> certificates =
          measured.bounds().entrySet().stream()
              .map(
                  e ->
                      Certificates.record(
                          e.getKey(), plan.network(), e.getValue(), checkpoint.sha256()))
              .toList();
      var measures = new TreeMap<>(measured.compare(validation.activations(), command.seed()));
      if (step > first) {
        measures.put("stepsPerSecond", (step - first) / (trainNanos / 1e9));
      }
      var facts = new TreeMap<>(provenance);
      facts.put("dataDigest", data.digest());
      return new TrialResult(
          validation.accuracy(),
          validation.loss(),
          step,
          (System.nanoTime() - startNanos) / 1e9,
          checkpoint.sha256(),
          certificates,
          measures,
          facts);
    }
  }

  /** A validation and what the weights of the same step are worth. */
  private record Scored(Validation validation, Measured measured) {}
}
