package dev.lipsweep.api.problem;

import dev.lipsweep.api.definition.InvalidDefinition;
import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.persistence.artifact.HashMismatch;
import dev.lipsweep.persistence.artifact.StoreFull;
import dev.lipsweep.persistence.artifact.StoreUnavailable;
import dev.lipsweep.persistence.artifact.UnknownArtifact;
import dev.lipsweep.persistence.worker.UnknownWorker;
import dev.lipsweep.scheduler.baseline.UnfitSweep;
import dev.lipsweep.scheduler.sweep.IllegalSweepState;
import dev.lipsweep.scheduler.sweep.UnknownSweep;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What our own exceptions look like over HTTP. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class DomainProblems {
  private static final Logger LOG = LoggerFactory.getLogger(DomainProblems.class);

  @ExceptionHandler
  ResponseEntity<Object> api(ApiProblem e, HttpServletRequest request) {
    return answer(e.type(), e.detail(), request, e.problems());
  }

  @ExceptionHandler
  ResponseEntity<Object> definition(InvalidDefinition e, HttpServletRequest request) {
    return answer(
        ProblemType.INVALID_SWEEP, PlacedProblem.summary(e.problems()), request, e.problems());
  }

  @ExceptionHandler
  ResponseEntity<Object> input(InvalidInput e, HttpServletRequest request) {
    List<PlacedProblem> problems =
        e.problems().stream().map(problem -> PlacedProblem.of(problem, null)).toList();
    return answer(ProblemType.INVALID_REQUEST, PlacedProblem.summary(problems), request, problems);
  }

  @ExceptionHandler
  ResponseEntity<Object> stale(StaleEpoch e, HttpServletRequest request) {
    LOG.info("a write was fenced off: {} {}", request.getRequestURI(), e.getMessage());
    return answer(
        ProblemType.STALE_EPOCH, e.getMessage() + "; stop it and drop its results", request);
  }

  @ExceptionHandler
  ResponseEntity<Object> worker(UnknownWorker e, HttpServletRequest request) {
    return answer(ProblemType.WORKER_UNKNOWN, e.getMessage(), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> sweep(UnknownSweep e, HttpServletRequest request) {
    return answer(ProblemType.NOT_FOUND, e.getMessage(), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> state(IllegalSweepState e, HttpServletRequest request) {
    return answer(ProblemType.ILLEGAL_STATE, e.getMessage(), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> unfit(UnfitSweep e, HttpServletRequest request) {
    return answer(ProblemType.ILLEGAL_STATE, e.getMessage(), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> artifact(UnknownArtifact e, HttpServletRequest request) {
    return answer(ProblemType.UNKNOWN_ARTIFACT, e.getMessage(), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> hash(HashMismatch e, HttpServletRequest request) {
    return answer(ProblemType.HASH_MISMATCH, e.getMessage(), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> full(StoreFull e, HttpServletRequest request) {
    return answer(ProblemType.STORE_FULL, e.getMessage(), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> store(StoreUnavailable e, HttpServletRequest request) {
    LOG.warn("{}", e.getMessage());
    return answer(
        ProblemType.UNAVAILABLE,
        "the artifact store does not answer; try again in a few seconds",
        request);
  }

  /** The tables' own checks are the last line: what they refuse must not look like a crash. */
  @ExceptionHandler
  ResponseEntity<Object> integrity(DataIntegrityViolationException e, HttpServletRequest request) {
    LOG.warn(
        "{} {} was refused by the database: {}",
        request.getMethod(),
        request.getRequestURI(),
        e.getMostSpecificCause().getMessage());
    return answer(
        ProblemType.UNPROCESSABLE,
        "the database refused the values; the server's log names the check",
        request);
  }

  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    TransactionException.class
  })
  ResponseEntity<Object> database(Exception e, HttpServletRequest request) {
    return answer(ProblemType.UNAVAILABLE, DatabaseOutage.describe(e, request), request);
  }

  private static ResponseEntity<Object> answer(
      ProblemType type,
      @org.jspecify.annotations.Nullable String detail,
      HttpServletRequest request) {
    return answer(type, String.valueOf(detail), request, List.of());
  }

  private static ResponseEntity<Object> answer(
      ProblemType type, String detail, HttpServletRequest request, List<PlacedProblem> problems) {
    return ProblemBody.of(type, detail, request.getRequestURI(), problems).response();
  }
}
