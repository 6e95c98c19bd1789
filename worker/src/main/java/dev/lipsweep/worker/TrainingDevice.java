package dev.lipsweep.worker;

import dev.lipsweep.domain.wire.WorkerRegistration.Device;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device that a worker's trainers compute on.
 *
 * @param visible what CUDA_VISIBLE_DEVICES lets a process see this GPU and no other: it is that
 *     process's first; null for the processor
 */
record TrainingDevice(Device device, @Nullable String visible) {
  /** What a trainer on it finds in its environment. */
  Map<String, String> environment() {
    return visible == null
        ? Map.of("LIPSWEEP_DEVICE", "cpu")
        : Map.of("LIPSWEEP_DEVICE", "cuda", "CUDA_VISIBLE_DEVICES", visible);
  }

  TrainingDevice withSlots(int slots) {
    return new TrainingDevice(
        new Device(
            device.kind(),
            device.index(),
            device.name(),
            device.memoryBytes(),
            device.freeBytes(),
            slots),
        visible);
  }
}
