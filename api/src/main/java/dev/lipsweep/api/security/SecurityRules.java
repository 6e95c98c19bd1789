package dev.lipsweep.api.security;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.lipsweep.api.problem.ProblemType;
import dev.lipsweep.api.problem.ProblemWriter;
import dev.lipsweep.persistence.audit.AuditLog;
import dev.lipsweep.persistence.token.ApiTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may do what. What no rule names is denied. */
@Configuration(proxyBeanMethods = false)
class SecurityRules {
  /** No inline script, no inline style, nothing from another host. */
  private static final String STRICT =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  /** The documentation's page sets styles on its elements; it is not ours to change. */
  private static final String DOCUMENTATION =
      STRICT.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

  private final ApiTokens tokens;
  private final RateLimits limits;
  private final ProblemWriter problems;
  private final AuditLog auditLog;

  SecurityRules(ApiTokens tokens, RateLimits limits, ProblemWriter problems, AuditLog auditLog) {
    this.tokens = tokens;
    this.limits = limits;
    this.problems = problems;
    this.auditLog = auditLog;
  }

  @Bean
  @Order(1)
  SecurityFilterChain documentation(HttpSecurity http) {
    return common(http.securityMatcher("/swagger-ui/**", "/swagger-ui.html"), DOCUMENTATION)
        .authorizeHttpRequests(
            rules ->
                rules
                    .requestMatchers(GET)
                    .permitAll()
                    .requestMatchers(HEAD)
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain everythingElse(HttpSecurity http) {
    return common(http, STRICT)
        .addFilterBefore(new ApiTokenFilter(tokens, limits, problems), AuthorizationFilter.class)
        .addFilterBefore(new AuditFilter(auditLog), ExceptionTranslationFilter.class)
        .authorizeHttpRequests(SecurityRules::rules)
        .build();
  }

  private static void rules(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          rules) {
    rules
        .requestMatchers(PUT, "/api/v1/artifacts/*")
        .hasAuthority("worker")
        .requestMatchers(GET, "/api/v1/artifacts/*")
        .hasAnyAuthority("worker", "read")
        .requestMatchers(
            POST, "/api/v1/workers", "/api/v1/workers/*/claims", "/api/v1/workers/*/leave")
        .hasAuthority("worker")
        .requestMatchers(POST, "/api/v1/attempts/*/*")
        .hasAuthority("worker")
        .requestMatchers(POST, "/api/v1/sweeps", "/api/v1/baselines", "/api/v1/baselines/*/checks")
        .hasAuthority("submit")
        .requestMatchers(PUT, "/api/v1/baselines/*/*")
        .hasAuthority("operate")
        .requestMatchers(DELETE, "/api/v1/baselines/*", "/api/v1/baselines/*/schedule")
        .hasAuthority("operate")
        .requestMatchers(POST, "/api/v1/sweeps/*/*", "/api/v1/workers/*/drain")
        .hasAuthority("operate")
        .requestMatchers(POST, "/api/v1/trials/*/audit") // computes what follows from what is there
        .hasAuthority("read")
        .requestMatchers(POST, "/api/v1/frontiers", "/api/v1/frontiers/*/snapshots")
        .hasAuthority("submit")
        .requestMatchers(DELETE, "/api/v1/frontiers/*")
        .hasAuthority("operate")
        .requestMatchers(
            "/api/v1/tokens",
            "/api/v1/tokens/*",
            "/api/v1/audit",
            "/api/v1/webhooks",
            "/api/v1/webhooks/*",
            "/api/v1/webhooks/*/deliveries")
        .hasAuthority("admin")
        .requestMatchers(GET, "/api/v1/token")
        .authenticated()
        .requestMatchers(GET, "/api/v1/**")
        .hasAuthority("read")
        .requestMatchers(HEAD, "/api/v1/**")
        .hasAuthority("read")
        .requestMatchers("/api/**")
        .denyAll()
        .requestMatchers(GET, "/actuator/health", "/actuator/health/*")
        .permitAll()
        .requestMatchers(GET, "/actuator/prometheus")
        .hasAuthority("read")
        .requestMatchers("/actuator/**")
        .denyAll()
        .requestMatchers("/error")
        .permitAll()
        // what is left is the description of the API and the dashboard's files, public like the
        // source
        .requestMatchers(GET)
        .permitAll()
        .requestMatchers(HEAD)
        .permitAll()
        .anyRequest()
        .denyAll();
  }

  private HttpSecurity common(HttpSecurity http, String policy) {
    return http.csrf(AbstractHttpConfigurer::disable) // no cookie carries authority
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(csp -> csp.policyDirectives(policy))
                    .crossOriginOpenerPolicy(
                        opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                    .crossOriginResourcePolicy(
                        resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                    .permissionsPolicyHeader(
                        permissions ->
                            permissions.policy("camera=(), geolocation=(), microphone=()"))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                    .withObjectPostProcessor(new HeadersFirst()))
        .exceptionHandling(
            handling ->
                handling
                    .authenticationEntryPoint(
                        (request, response, e) -> {
                          response.setHeader("WWW-Authenticate", "Bearer");
                          problems.write(
                              request,
                              response,
                              ProblemType.UNAUTHORIZED,
                              "send Authorization: Bearer lsw_...; the server's home holds a token in admin.token");
                        })
                    .accessDeniedHandler(
                        (request, response, e) ->
                            problems.write(
                                request,
                                response,
                                ProblemType.FORBIDDEN,
                                "the token's scopes do not cover %s %s; use another token"
                                    .formatted(request.getMethod(), request.getRequestURI()))));
  }

  /** One span for a request, not one more for each filter, and no cost of either. */
  @Bean
  SecurityObservationSettings noObservationsOfFilters() {
    return SecurityObservationSettings.noObservations();
  }

  /** There are no users with passwords; without this the framework would invent one. */
  @Bean
  UserDetailsService noUsers() {
    return new InMemoryUserDetailsManager();
  }

  /**
   * Headers are written before anything else runs: written at the commit, they are lost when the
   * page at / is forwarded to its file by way of a wrapped response.
   */
  private static final class HeadersFirst implements ObjectPostProcessor<HeaderWriterFilter> {
    @Override
    public <O extends HeaderWriterFilter> O postProcess(O filter) {
      filter.setShouldWriteHeadersEagerly(true);
      return filter;
    }
  }
}
