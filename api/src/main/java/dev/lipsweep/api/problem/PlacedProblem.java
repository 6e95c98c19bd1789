package dev.lipsweep.api.problem;

import dev.lipsweep.domain.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Problem} with its place in the text.
 *
 * @param line line of the text, from 1; null if the input has no lines
 */
public record PlacedProblem(
    String path, @Nullable Integer line, @Nullable String value, String message, String fix) {
  public static PlacedProblem of(Problem problem, @Nullable Integer line) {
    return new PlacedProblem(
        problem.path(), line, problem.value(), problem.message(), problem.fix());
  }

  /** The first of several problems in one sentence, and how many there are besides. */
  public static String summary(List<PlacedProblem> problems) {
    PlacedProblem first = problems.getFirst();
    String line = first.line() == null ? "" : "line " + first.line() + ": ";
    String path = first.path().isEmpty() ? "" : first.path() + ": ";
    String rest =
        problems.size() == 1 ? "" : " (and %d more, see problems)".formatted(problems.size() - 1);
    return line + path + first.message() + "; " + first.fix() + rest;
  }
}
