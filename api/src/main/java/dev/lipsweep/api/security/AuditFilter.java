package dev.lipsweep.api.security;

import dev.lipsweep.persistence.audit.AuditLog;
import dev.lipsweep.persistence.token.ApiToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Notes every request that changes something or was refused to, with what became of it. Reports of
 * running attempts are noted only if they were refused for who sent them: thousands come in a
 * second, and attempts, their epochs and their workers are kept by themselves.
 */
final class AuditFilter extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(AuditFilter.class);
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  /** Where {@link ApiTokenFilter} leaves the token, since the security context is gone by then. */
  private static final String TOKEN = AuditFilter.class.getName() + ".token";

  private final AuditLog log;

  AuditFilter(AuditLog log) {
    this.log = log;
  }

  static void by(HttpServletRequest request, ApiToken token) {
    request.setAttribute(TOKEN, token.id());
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return READING.contains(request.getMethod()) || !request.getRequestURI().startsWith("/api/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    try {
      chain.doFilter(request, response);
      status = response.getStatus();
    } finally {
      if (!isReport(request) || status == 401 || status == 403) {
        note(request, response, status);
      }
    }
  }

  private void note(HttpServletRequest request, HttpServletResponse response, int status) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    String action =
        request.getMethod() + " " + (pattern == null ? request.getRequestURI() : pattern);
    try {
      log.record(
          (UUID) request.getAttribute(TOKEN),
          request.getRemoteAddr(),
          action,
          subject(request, response),
          status);
    } catch (DataAccessException | TransactionException e) {
      LOG.error("not in the audit log: {} by {}: {}", action, request.getRemoteAddr(), status, e);
    }
  }

  /** What the address names, or what was made. */
  private static @Nullable String subject(
      HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> variables
        && !variables.isEmpty()) {
      return variables.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
    String made = response.getHeader(HttpHeaders.LOCATION);
    return made == null ? null : made.substring(made.lastIndexOf('/') + 1);
  }

  private static boolean isReport(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/api/v1/attempts/")
        || path.startsWith("/api/v1/artifacts/")
        || (path.startsWith("/api/v1/workers/") && path.endsWith("/claims"));
  }
}
