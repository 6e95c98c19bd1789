package dev.lipsweep.api.problem;

import dev.lipsweep.domain.problem.Problem;
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
}
