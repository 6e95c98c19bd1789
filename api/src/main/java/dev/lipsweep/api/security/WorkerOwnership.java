package dev.lipsweep.api.security;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.problem.ProblemType;
import dev.lipsweep.persistence.token.ApiToken;
import dev.lipsweep.persistence.worker.AttemptPlace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * A worker's id is no secret: only the token that registered a worker claims for it and reports
 * what it runs. What is logged meanwhile says which attempt it is about.
 */
@Configuration(proxyBeanMethods = false)
class WorkerOwnership implements WebMvcConfigurer {
  private final Owners owners;

  WorkerOwnership(Owners owners) {
    this.owners = owners;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(new OfWorker(owners::ofWorker))
        .addPathPatterns("/api/v1/workers/{id}/claims", "/api/v1/workers/{id}/leave");
    registry
        .addInterceptor(new OfAttempt(owners::ofAttempt))
        .addPathPatterns("/api/v1/attempts/{id}/*");
  }

  /** What the address names by its id belongs to who asks. */
  private abstract static class Check<T> implements HandlerInterceptor {
    private final Function<UUID, Optional<T>> find;

    Check(Function<UUID, Optional<T>> find) {
      this.find = find;
    }

    abstract void check(HttpServletRequest request, T found);

    @Override
    public final boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      if (request.getMethod().equals("POST")) {
        id(request).flatMap(find).ifPresent(found -> check(request, found));
      }
      return true;
    }

    /** Empty if it is none; the controller says so. */
    private static Optional<UUID> id(HttpServletRequest request) {
      Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
      try {
        return variables instanceof Map<?, ?> map && map.get("id") instanceof String text
            ? Optional.of(UUID.fromString(text))
            : Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }

  private static final class OfWorker extends Check<UUID> {
    OfWorker(Function<UUID, Optional<UUID>> find) {
      super(find);
    }

    @Override
    void check(HttpServletRequest request, UUID token) {
      requireSame(token);
    }
  }

  private static final class OfAttempt extends Check<AttemptPlace> {
    private static final List<String> FIELDS = List.of("sweep", "trial", "attempt", "epoch");

    OfAttempt(Function<UUID, Optional<AttemptPlace>> find) {
      super(find);
    }

    @Override
    void check(HttpServletRequest request, AttemptPlace place) {
      requireSame(place.token());
      request.setAttribute(AttemptPlace.class.getName(), place);
      MDC.put("sweep", place.sweep().toString());
      MDC.put("trial", place.trial().toString());
      MDC.put("attempt", place.attempt().toString());
      MDC.put("epoch", Long.toString(place.epoch()));
    }

    @Override
    public void afterCompletion(
        HttpServletRequest request,
        HttpServletResponse response,
        Object handler,
        @Nullable Exception e) {
      FIELDS.forEach(MDC::remove);
    }
  }

  private static void requireSame(@Nullable UUID owner) {
    if (owner == null) {
      return; // registered before owners were kept
    }
    if (SecurityContextHolder.getContext().getAuthentication()
            instanceof ApiTokenAuthentication authentication
        && authentication.getPrincipal() instanceof ApiToken token
        && token.id().equals(owner)) {
      return;
    }
    throw new ApiProblem(
        ProblemType.FORBIDDEN,
        "this worker was registered with another token; use the worker's own");
  }
}
