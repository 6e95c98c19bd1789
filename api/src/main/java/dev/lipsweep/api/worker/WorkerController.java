package dev.lipsweep.api.worker;

import dev.lipsweep.api.Items;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.security.Owners;
import dev.lipsweep.domain.wire.ClaimRequest;
import dev.lipsweep.domain.wire.Claimed;
import dev.lipsweep.domain.wire.WorkerRegistered;
import dev.lipsweep.domain.wire.WorkerRegistration;
import dev.lipsweep.persistence.token.ApiToken;
import dev.lipsweep.persistence.worker.Workers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/workers")
@Tag(name = "workers")
class WorkerController {
  private static final int LONGEST_WAIT_SECONDS = 60;
  private static final int MOST_SLOTS = 1024;
  private static final int LONGEST_NAME = 200;

  private final Workers workers;
  private final ClaimWait claims;
  private final Owners owners;

  WorkerController(Workers workers, ClaimWait claims, Owners owners) {
    this.workers = workers;
    this.claims = claims;
    this.owners = owners;
  }

  @GetMapping
  @Operation(summary = "Workers, and what they run")
  Items<WorkerView> list() {
    return new Items<>(workers.list().stream().map(WorkerView::of).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "A worker says what it can run")
  WorkerRegistered register(
      @RequestBody WorkerRegistration registration, @AuthenticationPrincipal ApiToken token) {
    inRange("slots", registration.slots(), 1, MOST_SLOTS);
    inRange("threadsPerSlot", registration.threadsPerSlot(), 1, MOST_SLOTS);
    inRange("name", registration.name().strip().length(), 1, LONGEST_NAME);
    devices(registration);
    return workers.register(registration, token.id());
  }

  @PostMapping("/{id}/claims")
  @Operation(summary = "A worker asks for trials, and waits for them if there are none")
  Claimed claim(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int waitSeconds,
      @RequestBody ClaimRequest request)
      throws InterruptedException {
    inRange("waitSeconds", waitSeconds, 0, LONGEST_WAIT_SECONDS);
    inRange("slots", request.slots(), 1, MOST_SLOTS);
    if (request.idle() != null) {
      request.idle().values().forEach(slots -> inRange("idle", slots, 0, MOST_SLOTS));
    }
    Claimed claimed = claims.claim(id, request, Duration.ofSeconds(waitSeconds));
    owners.granted(id, claimed.leases());
    return claimed;
  }

  @PostMapping("/{id}/leave")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "A worker says goodbye, its attempts given back")
  void leave(@PathVariable UUID id) {
    workers.leave(id);
  }

  @PostMapping("/{id}/drain")
  @Operation(summary = "A worker gets nothing new, finishes what it runs, and leaves")
  WorkerView drain(@PathVariable UUID id) {
    if (!workers.drain(id)) {
      throw ApiProblem.notFound("worker that has not left", id, "GET /api/v1/workers lists them");
    }
    return workers.list().stream()
        .filter(worker -> worker.id().equals(id))
        .map(WorkerView::of)
        .findFirst()
        .orElseThrow();
  }

  /** Every slot belongs to a device, so that claims can name the idle ones. */
  private static void devices(WorkerRegistration registration) {
    registration
        .devices()
        .forEach(device -> inRange("devices.slots", device.slots(), 0, MOST_SLOTS));
    int slots = registration.devices().stream().mapToInt(WorkerRegistration.Device::slots).sum();
    long ids =
        registration.devices().stream().map(WorkerRegistration.Device::id).distinct().count();
    if (slots != registration.slots() || ids != registration.devices().size()) {
      throw ApiProblem.parameter(
          "devices",
          registration.devices().size(),
          "the devices do not hold the %d slots".formatted(registration.slots()),
          "name each device once, with slots that sum to the worker's");
    }
  }

  private static void inRange(String name, @Nullable Integer value, int min, int max) {
    if (value == null || value < min || value > max) {
      throw ApiProblem.parameter(name, value, "out of range", "give %d to %d".formatted(min, max));
    }
  }
}
