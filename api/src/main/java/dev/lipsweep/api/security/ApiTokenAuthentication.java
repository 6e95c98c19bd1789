package dev.lipsweep.api.security;

import dev.lipsweep.persistence.token.ApiToken;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Who asks: a token, with its scopes as authorities. */
final class ApiTokenAuthentication extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient ApiToken token;

  ApiTokenAuthentication(ApiToken token) {
    super(token.scopes().stream().map(scope -> new SimpleGrantedAuthority(scope.text())).toList());
    this.token = token;
    setAuthenticated(true);
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public ApiToken getPrincipal() {
    return token;
  }

  /** The name alone, for logs. */
  @Override
  public String getName() {
    return token.name();
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof ApiTokenAuthentication that && that.token.id().equals(token.id());
  }

  @Override
  public int hashCode() {
    return token.id().hashCode();
  }
}
