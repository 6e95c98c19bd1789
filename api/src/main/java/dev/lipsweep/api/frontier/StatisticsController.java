package dev.lipsweep.api.frontier;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.frontier.BoundRange;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How sure frontiers are. */
@RestController
@Tag(name = "frontier")
class StatisticsController {
  private static final String SUMMARY =
      "How sure a frontier is: bands, chances of being on it, hypervolume, method against method";

  private final FrontierSubjects subjects;
  private final FrontierSeeds seeds;

  StatisticsController(FrontierSubjects subjects, FrontierSeeds seeds) {
    this.subjects = subjects;
    this.seeds = seeds;
  }

  /**
   * Where hypervolumes are measured.
   *
   * @param from smallest bound; left out, the smallest there is
   * @param to largest bound; left out, the largest there is
   * @param above accuracy that hypervolumes are measured above, such as 0.1 or 10%
   */
  record Window(@Nullable String from, @Nullable String to, @Nullable String above) {
    private @Nullable BoundRange range() {
      if (from == null && to == null) {
        return null;
      }
      if (from == null || to == null) {
        throw ApiProblem.parameter(
            from == null ? "from" : "to", null, "a range has two ends", "give from and to");
      }
      LogBound low = SeedQuery.bound("from", from);
      LogBound high = SeedQuery.bound("to", to);
      if (low.kind() != LogBound.Kind.FINITE || low.compareTo(high) > 0) {
        throw ApiProblem.parameter("from", from, "no range of bounds", "give 0 < from <= to");
      }
      return new BoundRange(low.log10(), high.log10());
    }

    private double reference() {
      return above == null ? 0 : SeedQuery.share("above", above);
    }
  }

  @GetMapping("/api/v1/sweeps/{sweep}/frontier/statistics")
  @Operation(summary = SUMMARY)
  StatisticsView ofSweep(
      @PathVariable String sweep,
      @ParameterObject FrontierChoice choice,
      @ParameterObject SeedQuery query,
      @ParameterObject Window window) {
    return answer(subjects.ofSweep(sweep, choice), query, window);
  }

  @GetMapping("/api/v1/frontiers/{frontier}/statistics")
  @Operation(summary = SUMMARY)
  StatisticsView ofFrontier(
      @PathVariable String frontier,
      @ParameterObject FrontierChoice choice,
      @ParameterObject SeedQuery query,
      @ParameterObject Window window) {
    return answer(subjects.ofFrontier(frontier, choice), query, window);
  }

  private StatisticsView answer(FrontierSubject subject, SeedQuery query, Window window) {
    return StatisticsView.of(
        subject, seeds.statistics(subject, query, window.range(), window.reference()));
  }
}
