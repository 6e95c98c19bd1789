package dev.lipsweep.cli.client;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import org.jspecify.annotations.Nullable;

/** The server answered, and the answer is no. */
public final class Refused extends Failure {
  private static final long serialVersionUID = 1L;

  private final transient ProblemDetail problem;

  Refused(ProblemDetail problem) {
    super(exitCode(problem), problem.text(null));
    this.problem = problem;
  }

  /** The same, naming the file that was sent. */
  public Failure about(@Nullable String source) {
    return new Failure(exitCode(), problem.text(source), this);
  }

  public int status() {
    return problem.status();
  }

  private static int exitCode(ProblemDetail problem) {
    if (problem.type() != null && problem.type().endsWith("/idempotency-key-reused")) {
      return ExitCode.CONFLICT;
    }
    return switch (problem.status()) {
      case 401, 403 -> ExitCode.UNAUTHORIZED;
      case 404 -> ExitCode.NOT_FOUND;
      case 409 -> ExitCode.CONFLICT;
      default -> problem.status() < 500 ? ExitCode.USAGE : ExitCode.INTERNAL;
    };
  }
}
