package dev.lipsweep.worker;

import dev.lipsweep.worker.attempt.AttemptTiming;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a worker was told.
 *
 * @param home LIPSWEEP_HOME, an existing folder
 * @param data folder with data sets; null if none
 * @param devices what is trained on, each with its slots
 * @param trainerCommand the trainer's program and arguments
 * @param trainerMemoryBytes resident memory beyond which a trainer is replaced after its trial
 * @param trialsPerTrainer trials after which a trainer is replaced
 * @param idleExit time without a trial after which it leaves; null to stay
 * @param drainWithin time for trainers to write their checkpoints when the worker is told to end
 */
record WorkerSettings(
    URI server,
    String token,
    String name,
    Path home,
    @Nullable Path data,
    List<TrainingDevice> devices,
    int threadsPerSlot,
    Map<String, String> labels,
    Duration checkpointInterval,
    List<String> trainerCommand,
    long trainerMemoryBytes,
    int trialsPerTrainer,
    @Nullable Duration idleExit,
    Duration drainWithin,
    AttemptTiming timing) {

  public static final int USUAL_TRIALS_PER_TRAINER = 50;

  public static final Duration USUAL_DRAIN = Duration.ofSeconds(15);

  public WorkerSettings {
    devices = List.copyOf(devices);
    labels = Map.copyOf(labels);
    trainerCommand = List.copyOf(trainerCommand);
    if (threadsPerSlot < 1 || devices.stream().mapToInt(d -> d.device().slots()).sum() < 1) {
      throw new IllegalArgumentException(
          "a worker has at least one slot with one thread, not %s with %d"
              .formatted(devices, threadsPerSlot));
    }
  }

  /** Of all devices. */
  int slots() {
    return devices.stream().mapToInt(device -> device.device().slots()).sum();
  }
}
