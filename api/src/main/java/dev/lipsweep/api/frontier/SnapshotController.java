package dev.lipsweep.api.frontier;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lipsweep.api.Items;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.problem.ProblemType;
import dev.lipsweep.persistence.frontier.FrontierComparison;
import dev.lipsweep.persistence.frontier.FrontierState;
import dev.lipsweep.persistence.frontier.FrontierStates;
import dev.lipsweep.persistence.frontier.NamedFrontier;
import dev.lipsweep.persistence.frontier.Snapshot;
import dev.lipsweep.persistence.frontier.Snapshots;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** What named frontiers were, kept under the hash of it, and what has changed since. */
@RestController
@RequestMapping("/api/v1/frontiers/{frontier}")
@Tag(name = "frontier")
class SnapshotController {
  /** In the place of a snapshot: what the frontier is at this moment. */
  private static final String NOW = "now";

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{8,64}");
  private static final Duration FOR_GOOD = Duration.ofDays(365);

  private final FrontierSubjects subjects;
  private final FrontierStates states;
  private final Snapshots snapshots;

  SnapshotController(FrontierSubjects subjects, FrontierStates states, Snapshots snapshots) {
    this.subjects = subjects;
    this.states = states;
    this.snapshots = snapshots;
  }

  @PostMapping("/snapshots")
  @Operation(
      summary = "Keeps what the frontier is now, or was, for good",
      description =
          "The content has the definition, and of every point the trials, their code versions and the rule's version. Its address is the SHA-256 of its canonical JSON.")
  ResponseEntity<SnapshotView> take(
      @PathVariable String frontier,
      @Parameter(description = "only results that were there at this time")
          @RequestParam(required = false)
          @Nullable Instant asOf) {
    NamedFrontier found = subjects.named(frontier);
    if (asOf != null && asOf.isAfter(Instant.now().plusSeconds(1))) {
      throw ApiProblem.parameter("asOf", asOf, "has not come yet", "leave it out for now");
    }
    Snapshot kept = snapshots.keep(found.id(), states.state(found.definition(), asOf));
    return ResponseEntity.created(
            URI.create(
                "/api/v1/frontiers/%s/snapshots/%s"
                    .formatted(
                        UriUtils.encodePathSegment(frontier, StandardCharsets.UTF_8),
                        kept.sha256())))
        .body(SnapshotView.of(kept));
  }

  @GetMapping("/snapshots")
  @Operation(summary = "The frontier's snapshots, the latest first")
  Items<SnapshotView> list(@PathVariable String frontier) {
    return new Items<>(
        snapshots.all(subjects.named(frontier).id()).stream().map(SnapshotView::of).toList());
  }

  @GetMapping(path = "/snapshots/{snapshot}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "A snapshot's content, byte for byte: its SHA-256 is its address",
      description = "A beginning of the hash will do, eight digits at least.")
  ResponseEntity<byte[]> get(@PathVariable String frontier, @PathVariable String snapshot) {
    Snapshot kept = one(subjects.named(frontier), "snapshot", snapshot);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.maxAge(FOR_GOOD).cachePrivate().immutable())
        .eTag("W/\"%s\"".formatted(kept.sha256()))
        .body(kept.content().getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/compare")
  @Operation(
      summary = "Points gained and lost from one snapshot to another, and the dominated area",
      description = "from and to are hashes, beginnings of them, or now.")
  ComparisonView compare(
      @PathVariable String frontier,
      @RequestParam String from,
      @RequestParam(defaultValue = NOW) String to) {
    NamedFrontier found = subjects.named(frontier);
    Side first = side(found, "from", from);
    Side second = side(found, "to", to);
    FrontierComparison comparison = FrontierComparison.of(first.state(), second.state());
    return new ComparisonView(
        found.name(),
        End.of(first),
        End.of(second),
        comparison.gained(),
        comparison.lost(),
        comparison.groups());
  }

  private Side side(NamedFrontier frontier, String parameter, String given) {
    if (given.equals(NOW)) {
      FrontierState state = states.state(frontier.definition(), null);
      return new Side(null, FrontierState.read(state.canonical()));
    }
    Snapshot kept = one(frontier, parameter, given);
    return new Side(kept.sha256(), FrontierState.read(kept.content()));
  }

  private Snapshot one(NamedFrontier frontier, String parameter, String given) {
    if (!HASH.matcher(given).matches()) {
      throw ApiProblem.parameter(
          parameter,
          given,
          "not the hash of a snapshot",
          "give 8 to 64 hexadecimal digits%s"
              .formatted(parameter.equals("snapshot") ? "" : ", or " + NOW));
    }
    List<Snapshot> fitting = snapshots.beginningWith(frontier.id(), given);
    if (fitting.isEmpty()) {
      throw ApiProblem.notFound(
          "snapshot", given, "GET /api/v1/frontiers/{frontier}/snapshots lists all");
    }
    if (fitting.size() > 1) {
      throw new ApiProblem(
          ProblemType.INVALID_REQUEST,
          "%d snapshots begin with %s; give more digits".formatted(fitting.size(), given));
    }
    return fitting.getFirst();
  }

  /** One of two states; without a hash it is that of now. */
  private record Side(@Nullable String sha256, FrontierState state) {}

  /** A snapshot without its content. */
  record SnapshotView(String sha256, Instant takenAt, Instant asOf, int points) {
    static SnapshotView of(Snapshot snapshot) {
      return new SnapshotView(
          snapshot.sha256(),
          snapshot.takenAt(),
          FrontierState.read(snapshot.content()).asOf(),
          snapshot.points());
    }
  }

  /**
   * One end of a comparison.
   *
   * @param sha256 of a snapshot; left out for now
   */
  record End(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String sha256,
      Instant asOf,
      int points) {
    static End of(Side side) {
      return new End(side.sha256(), side.state().asOf(), side.state().size());
    }
  }

  /** What has become of a frontier. */
  record ComparisonView(
      String frontier,
      End from,
      End to,
      int gained,
      int lost,
      List<FrontierComparison.Group> groups) {}
}
