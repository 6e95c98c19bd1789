package dev.lipsweep.api.trial;

import dev.lipsweep.api.Items;
import dev.lipsweep.api.PageRequest;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.sweep.NamedSweeps;
import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.persistence.Page;
import dev.lipsweep.persistence.lease.LeaseEntry;
import dev.lipsweep.persistence.lease.LeaseLog;
import dev.lipsweep.persistence.log.AttemptLog;
import dev.lipsweep.persistence.log.AttemptLogs;
import dev.lipsweep.persistence.sweep.Sweep;
import dev.lipsweep.persistence.trial.Attempt;
import dev.lipsweep.persistence.trial.Trial;
import dev.lipsweep.persistence.trial.TrialOrder;
import dev.lipsweep.persistence.trial.TrialQueries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "trials")
class TrialController {
  /** Of a log; what people scroll back to. */
  private static final int MOST_CHARACTERS = 64_000;

  private final TrialQueries trials;
  private final NamedSweeps sweeps;
  private final LeaseLog leaseLog;
  private final AttemptLogs logs;

  TrialController(TrialQueries trials, NamedSweeps sweeps, LeaseLog leaseLog, AttemptLogs logs) {
    this.trials = trials;
    this.leaseLog = leaseLog;
    this.logs = logs;
    this.sweeps = sweeps;
  }

  @GetMapping("/sweeps/{sweep}/trials")
  @Operation(summary = "A sweep's trials, as JSON by pages or all of them as CSV")
  ResponseEntity<?> list(
      @PathVariable String sweep,
      @RequestParam(defaultValue = "number") String order,
      @RequestParam(required = false) @Nullable TrialState state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(defaultValue = "json") String format) {
    Sweep found = sweeps.get(sweep);
    TrialOrder by = order(order);
    return switch (format) {
      case "json" ->
          ResponseEntity.ok(
              PageRequest.read(cursor, limit, (c, n) -> trials.page(found.id(), by, state, c, n)));
      case "csv" ->
          ResponseEntity.ok()
              .header("Content-Type", "text/csv;charset=utf-8")
              .body(
                  TrialCsv.of(
                      found.recipe(), c -> trials.page(found.id(), by, state, c, Page.MOST_ITEMS)));
      default -> throw ApiProblem.parameter("format", format, "no such format", "give json or csv");
    };
  }

  @GetMapping("/trials/{id}")
  @Operation(
      summary = "A trial with its measures; names that start with alarm/ are violated bounds")
  TrialView get(@PathVariable UUID id) {
    return view(find(id));
  }

  @GetMapping("/sweeps/{sweep}/trials/{number}")
  @Operation(summary = "The same, by the number that tables and pages show")
  TrialView get(@PathVariable String sweep, @PathVariable int number) {
    Trial trial =
        trials
            .find(sweeps.get(sweep).id(), number)
            .orElseThrow(
                () ->
                    ApiProblem.notFound(
                        "trial",
                        "%s %d".formatted(sweep, number),
                        "GET /api/v1/sweeps/{sweep}/trials lists them"));
    return view(trial);
  }

  private TrialView view(Trial trial) {
    return new TrialView(trial, trials.measures(trial.id()), trials.provenance(trial.id()));
  }

  private Trial find(UUID id) {
    return trials
        .find(id)
        .orElseThrow(
            () -> ApiProblem.notFound("trial", id, "GET /api/v1/sweeps/{sweep}/trials lists them"));
  }

  @GetMapping("/trials/{id}/seeds")
  @Operation(summary = "The sweep's trials of the same configuration, this one too, by seed")
  Items<Trial> seeds(@PathVariable UUID id) {
    return new Items<>(trials.seeds(find(id)));
  }

  @GetMapping("/trials/{id}/attempts")
  @Operation(summary = "A trial's attempts, by rising epoch")
  Items<Attempt> attempts(@PathVariable UUID id) {
    return new Items<>(trials.attempts(find(id).id()));
  }

  @GetMapping("/trials/{id}/log")
  @Operation(
      summary = "What the trainer has said on its standard error, attempt by attempt",
      description = "The end of each, by rising epoch. Of an attempt 256 kB are kept.")
  Items<AttemptLog> log(@PathVariable UUID id) {
    return new Items<>(logs.of(find(id).id(), MOST_CHARACTERS));
  }

  @GetMapping("/trials/{id}/leases")
  @Operation(
      summary = "Who held a trial when and why that ended, and which writes came too late",
      description =
          "By rising epoch. Writes that were refused are kept for 30 days, one entry for each kind.")
  Items<LeaseEntry> leases(@PathVariable UUID id) {
    return new Items<>(leaseLog.of(find(id).id()));
  }

  @GetMapping("/trials/{id}/certificates")
  @Operation(summary = "The evidence of a trial's bounds, the one that counts first")
  Items<CertificateView> certificates(@PathVariable UUID id) {
    return new Items<>(
        trials.certificates(find(id).id()).stream().map(CertificateView::of).toList());
  }

  private static TrialOrder order(String order) {
    for (TrialOrder known : TrialOrder.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(order)) {
        return known;
      }
    }
    throw ApiProblem.parameter(
        "order", order, "no such order", "give one of number, accuracy, bound");
  }
}
