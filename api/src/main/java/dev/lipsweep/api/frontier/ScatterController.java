package dev.lipsweep.api.frontier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.domain.frontier.Objective;
import dev.lipsweep.persistence.frontier.Scatter;
import dev.lipsweep.persistence.frontier.Scatter.Window;
import dev.lipsweep.persistence.frontier.Scatters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** All results behind a frontier, reduced to what a picture shows. */
@RestController
@Tag(name = "frontier")
class ScatterController {
  private static final String SUMMARY =
      "All results in the plane of two objectives: counted by cells of a grid, or each for itself if they are few";

  private static final int MOST_GROUPS = 64;
  private static final int USUAL_COLUMNS = 120;
  private static final int USUAL_ROWS = 72;
  private static final int MOST_CELLS_ACROSS = 500;

  private final FrontierSubjects subjects;
  private final Scatters scatters;

  ScatterController(FrontierSubjects subjects, Scatters scatters) {
    this.subjects = subjects;
    this.scatters = scatters;
  }

  /**
   * What is looked at, and how closely: all four borders or none.
   *
   * @param left of the first objective; bounds are meant as log10
   * @param columns of the grid at most
   */
  record View(
      @Nullable Double left,
      @Nullable Double right,
      @Nullable Double bottom,
      @Nullable Double top,
      @Nullable Integer columns,
      @Nullable Integer rows) {
    private @Nullable Window window() {
      long given = Stream.of(left, right, bottom, top).filter(border -> border != null).count();
      if (left == null || right == null || bottom == null || top == null) {
        if (given == 0) {
          return null;
        }
        throw ApiProblem.parameter(
            "left", left, "a window has four borders", "give left, right, bottom and top, or none");
      }
      if (!(left < right && bottom < top)) {
        throw ApiProblem.parameter(
            left < right ? "top" : "right",
            left < right ? top : right,
            "the window is empty",
            "give left < right and bottom < top");
      }
      return new Window(left, right, bottom, top);
    }

    private static int across(String name, @Nullable Integer given, int usual) {
      if (given != null && (given < 1 || given > MOST_CELLS_ACROSS)) {
        throw ApiProblem.parameter(
            name, given, "no such grid", "give 1 to %d".formatted(MOST_CELLS_ACROSS));
      }
      return given == null ? usual : given;
    }
  }

  /**
   * @param rule by which bounds are; null if none is asked about
   * @param objectives the first is x, the second y
   */
  record ScatterView(
      String title,
      @Nullable String rule,
      List<String> objectives,
      List<String> by,
      @JsonUnwrapped Scatter scatter) {}

  @GetMapping("/api/v1/sweeps/{sweep}/frontier/scatter")
  @Operation(summary = SUMMARY)
  ScatterView ofSweep(
      @PathVariable String sweep,
      @ParameterObject FrontierChoice choice,
      @ParameterObject View view) {
    return answer(subjects.ofSweep(sweep, choice), view);
  }

  @GetMapping("/api/v1/frontiers/{frontier}/scatter")
  @Operation(summary = SUMMARY)
  ScatterView ofFrontier(
      @PathVariable String frontier,
      @ParameterObject FrontierChoice choice,
      @ParameterObject View view) {
    return answer(subjects.ofFrontier(frontier, choice), view);
  }

  private ScatterView answer(FrontierSubject subject, View view) {
    Scatter scatter =
        scatters.scatter(
            subject.query(),
            view.window(),
            View.across("columns", view.columns(), USUAL_COLUMNS),
            View.across("rows", view.rows(), USUAL_ROWS));
    if (scatter.groups().size() > MOST_GROUPS) {
      throw ApiProblem.parameter(
          "by",
          String.join(",", subject.query().by()),
          "these are %d groups, more than a picture can show".formatted(scatter.groups().size()),
          "group by parameters with at most %d combinations".formatted(MOST_GROUPS));
    }
    return new ScatterView(
        subject.title(),
        subject.query().rule(),
        subject.query().objectives().stream().map(Objective::text).toList(),
        subject.query().by(),
        scatter);
  }
}
