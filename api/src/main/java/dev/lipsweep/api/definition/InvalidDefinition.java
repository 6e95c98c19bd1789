package dev.lipsweep.api.definition;

import dev.lipsweep.api.problem.PlacedProblem;
import dev.lipsweep.domain.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text is no sweep definition. Nothing was stored. */
public final class InvalidDefinition extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<PlacedProblem> problems;

  public InvalidDefinition(List<PlacedProblem> problems) {
    super(problems.getFirst().message());
    this.problems = List.copyOf(problems);
  }

  static InvalidDefinition at(
      String path, int line, @Nullable String value, String message, String fix) {
    var problem = new Problem(path, value, message, fix);
    return new InvalidDefinition(List.of(PlacedProblem.of(problem, line)));
  }

  public List<PlacedProblem> problems() {
    return problems;
  }
}
