package dev.lipsweep.persistence.token;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tokens: {@code lsw_<prefix>_<secret>}; the secret's SHA-256 is all that is kept. */
@Component
@Transactional
public class ApiTokens {
  public ApiToken.Created create(String name, Set<Scope> scopes) {
    throw new UnsupportedOperationException("next push");
  }

  /** The token of this text, if it is right and not revoked. */
  public Optional<ApiToken> authenticate(String plainText) {
    throw new UnsupportedOperationException("next push");
  }

  /** Takes a token's rights away for good; false if there is no such token. */
  public boolean revoke(UUID id) {
    throw new UnsupportedOperationException("next push");
  }

  @Transactional(readOnly = true)
  public List<ApiToken> list() {
    throw new UnsupportedOperationException("next push");
  }
}
