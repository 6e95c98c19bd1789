package dev.lipsweep.api.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request cannot be answered; the advice turns it into a {@link ProblemBody}. */
public final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient List<PlacedProblem> problems;

  public ApiProblem(ProblemType type, String detail) {
    this(type, detail, List.of());
  }

  public ApiProblem(ProblemType type, String detail, List<PlacedProblem> problems) {
    super(detail);
    this.type = type;
    this.problems = List.copyOf(problems);
  }

  public static ApiProblem notFound(String what, Object id, String fix) {
    return new ApiProblem(ProblemType.NOT_FOUND, "no %s '%s'; %s".formatted(what, id, fix));
  }

  /** A query parameter, header or path variable is wrong. */
  public static ApiProblem parameter(
      String name, @Nullable Object value, String message, String fix) {
    var problem =
        new PlacedProblem(name, null, value == null ? null : value.toString(), message, fix);
    return new ApiProblem(
        ProblemType.INVALID_REQUEST, "%s: %s; %s".formatted(name, message, fix), List.of(problem));
  }

  public ProblemType type() {
    return type;
  }

  public List<PlacedProblem> problems() {
    return problems;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
