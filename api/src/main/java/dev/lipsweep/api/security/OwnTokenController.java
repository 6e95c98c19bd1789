package dev.lipsweep.api.security;

import dev.lipsweep.persistence.token.ApiToken;
import dev.lipsweep.persistence.token.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets a client ask what it may do, before it offers something that would be refused. */
@RestController
@Tag(name = "tokens")
class OwnTokenController {
  @GetMapping("/api/v1/token")
  @Operation(summary = "The token of this request: its name and its scopes")
  OwnToken get(@AuthenticationPrincipal ApiToken token) {
    return new OwnToken(token.name(), token.scopes().stream().map(Scope::text).sorted().toList());
  }

  record OwnToken(String name, List<String> scopes) {}
}
