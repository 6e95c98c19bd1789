package dev.lipsweep.api.security;

import dev.lipsweep.api.Items;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.persistence.token.ApiToken;
import dev.lipsweep.persistence.token.ApiTokens;
import dev.lipsweep.persistence.token.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tokens")
@Tag(name = "tokens")
class TokenController {
  private final ApiTokens tokens;

  TokenController(ApiTokens tokens) {
    this.tokens = tokens;
  }

  @GetMapping
  @Operation(summary = "Tokens, without their secrets")
  Items<TokenView> list() {
    return new Items<>(tokens.list().stream().map(token -> TokenView.of(token, null)).toList());
  }

  @PostMapping
  @Operation(summary = "Makes a token; its text is shown this once")
  ResponseEntity<TokenView> create(@RequestBody NewToken wanted) {
    if (!wanted.name().matches("[\\p{Print}&&[^ ]][\\p{Print}]{0,99}")) {
      throw ApiProblem.parameter(
          "name", wanted.name(), "not a name of a token", "give 1 to 100 printable characters");
    }
    if (wanted.scopes().isEmpty()) {
      throw ApiProblem.parameter(
          "scopes", wanted.scopes(), "a token needs scopes", "give at least one");
    }
    Set<Scope> scopes =
        wanted.scopes().stream().map(TokenController::scope).collect(Collectors.toSet());
    ApiToken.Created created = tokens.create(wanted.name(), scopes);
    return ResponseEntity.created(URI.create("/api/v1/tokens/" + created.token().id()))
        .body(TokenView.of(created.token(), created.plainText()));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Takes a token's rights away for good")
  void revoke(@PathVariable UUID id) {
    if (!tokens.revoke(id)) {
      throw ApiProblem.notFound("token", id, "GET /api/v1/tokens lists all");
    }
  }

  private static Scope scope(String text) {
    return Arrays.stream(Scope.values())
        .filter(scope -> scope.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                ApiProblem.parameter(
                    "scopes",
                    text,
                    "no such scope",
                    "give some of "
                        + Arrays.stream(Scope.values())
                            .map(Scope::text)
                            .collect(Collectors.joining(", "))));
  }

  record NewToken(String name, List<String> scopes) {}

  /**
   * @param token the token itself, only in the answer that made it
   */
  record TokenView(
      UUID id,
      String name,
      String prefix,
      List<String> scopes,
      Instant createdAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt,
      @Nullable String token) {
    static TokenView of(ApiToken token, @Nullable String plainText) {
      return new TokenView(
          token.id(),
          token.name(),
          token.prefix(),
          token.scopes().stream().map(Scope::text).sorted().toList(),
          token.createdAt(),
          token.lastUsedAt(),
          token.revokedAt(),
          plainText);
    }

    @Override
    public String toString() {
      return "TokenView[%s]".formatted(name);
    }
  }
}
