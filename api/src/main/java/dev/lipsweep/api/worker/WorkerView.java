package dev.lipsweep.api.worker;

import dev.lipsweep.domain.wire.WorkerRegistration;
import dev.lipsweep.persistence.worker.Worker;
import dev.lipsweep.persistence.worker.WorkerState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A worker as REST shows it.
 *
 * @param draining true if it gets nothing new, and leaves when what it runs has ended
 * @param busy slots in use
 */
record WorkerView(
    UUID id,
    String name,
    String host,
    WorkerState state,
    boolean draining,
    int slots,
    int busy,
    int threadsPerSlot,
    String codeVersion,
    Instant registeredAt,
    Instant lastSeenAt,
    List<WorkerRegistration.Device> devices,
    Map<String, String> labels,
    List<Worker.HeldAttempt> attempts) {
  static WorkerView of(Worker worker) {
    return new WorkerView(
        worker.id(),
        worker.name(),
        worker.host(),
        worker.state(),
        worker.drainingSince() != null,
        worker.slots(),
        worker.attempts().size(),
        worker.threadsPerSlot(),
        worker.codeVersion(),
        worker.registeredAt(),
        worker.lastSeenAt(),
        worker.devices(),
        worker.labels(),
        worker.attempts());
  }
}
