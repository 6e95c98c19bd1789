package dev.lipsweep.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** The database does not answer: no bug, so no page of stack trace, and worth another try. */
public final class DatabaseOutage {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseOutage.class);

  private DatabaseOutage() {}

  public static boolean is(RuntimeException e) {
    return e instanceof DataAccessResourceFailureException
        || e instanceof TransientDataAccessException
        || e instanceof TransactionException;
  }

  /** Logs it in one line and says what a client can do. */
  public static String describe(Exception e, HttpServletRequest request) {
    LOG.warn(
        "{} {}: the database does not answer: {}",
        request.getMethod(),
        request.getRequestURI(),
        NestedExceptionUtils.getMostSpecificCause(e).getMessage());
    return "the database does not answer; try again in a few seconds";
  }
}
