package dev.lipsweep.api;

import dev.lipsweep.api.problem.ProblemType;
import dev.lipsweep.api.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** A server that only schedules answers for its health and its metrics. */
@Component
@Profile("scheduler")
@Order(Ordered.HIGHEST_PRECEDENCE)
class SchedulerRole extends OncePerRequestFilter {
  private final ProblemWriter problems;

  SchedulerRole(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getRequestURI().startsWith("/actuator/")) {
      chain.doFilter(request, response);
    } else {
      problems.write(
          request,
          response,
          ProblemType.NOT_FOUND,
          "this server only schedules; ask one with --role api or standalone");
    }
  }
}
