package dev.lipsweep.api.security;

import dev.lipsweep.api.problem.DatabaseOutage;
import dev.lipsweep.api.problem.ProblemType;
import dev.lipsweep.api.problem.ProblemWriter;
import dev.lipsweep.persistence.token.ApiToken;
import dev.lipsweep.persistence.token.ApiTokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads {@code Authorization: Bearer lsw_...}. Tokens are taken from this header alone: addresses
 * end up in logs and histories.
 */
final class ApiTokenFilter extends OncePerRequestFilter {
  private static final String BEARER = "Bearer ";

  private final ApiTokens tokens;
  private final RateLimits limits;
  private final ProblemWriter problems;

  ApiTokenFilter(ApiTokens tokens, RateLimits limits, ProblemWriter problems) {
    this.tokens = tokens;
    this.limits = limits;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      chain.doFilter(request, response);
      return;
    }
    Optional<ApiToken> token;
    try {
      token = authenticate(header);
    } catch (RuntimeException e) {
      if (!DatabaseOutage.is(e)) {
        throw e;
      }
      String detail = DatabaseOutage.describe(e, request);
      problems.write(request, response, ProblemType.UNAVAILABLE, detail);
      return;
    }
    Duration wait =
        token.map(limits::request).orElseGet(() -> limits.wrongToken(request.getRemoteAddr()));
    if (wait.isPositive()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
      problems.write(
          request,
          response,
          ProblemType.TOO_MANY_REQUESTS,
          "%s; try again in %d s"
              .formatted(
                  token.isPresent()
                      ? "this token asks more often than the server allows"
                      : "too many wrong tokens came from this address",
                  wait.toSeconds() + 1));
      return;
    }
    if (token.isEmpty()) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
      problems.write(
          request,
          response,
          ProblemType.UNAUTHORIZED,
          "the token is wrong or was revoked; the server's home holds valid ones in admin.token and worker.token");
      return;
    }
    AuditFilter.by(request, token.get());
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new ApiTokenAuthentication(token.get()));
    SecurityContextHolder.setContext(context);
    try {
      chain.doFilter(request, response);
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  private Optional<ApiToken> authenticate(String header) {
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? tokens.authenticate(header.substring(BEARER.length()).strip())
        : Optional.empty();
  }
}
