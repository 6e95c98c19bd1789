package dev.lipsweep.persistence.token;

import static java.util.Objects.requireNonNull;

import dev.lipsweep.domain.digest.Sha256;
import dev.lipsweep.persistence.UuidV7;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tokens: {@code lsw_<prefix>_<secret>}; the secret's SHA-256 is all that is kept. The secret has
 * 256 random bits, so nothing slower than one hash is needed.
 */
@Component
@Transactional
public class ApiTokens {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PREFIX_BYTES = 6;
  private static final int SECRET_BYTES = 32;
  private static final byte[] NO_HASH = new byte[32];

  /** The last use is a help for people; it need not cost a write per request. */
  private static final Duration USE_GRANULE = Duration.ofMinutes(1);

  private final ApiTokenRepository tokens;
  private final RecentTokens recent;
  private final TransactionTemplate transaction;

  ApiTokens(ApiTokenRepository tokens, RecentTokens recent, TransactionTemplate transaction) {
    this.tokens = tokens;
    this.recent = recent;
    this.transaction = transaction;
  }

  public ApiToken.Created create(String name, Set<Scope> scopes) {
    String secret = random(SECRET_BYTES);
    var entity = new ApiTokenEntity();
    entity.id = UuidV7.next();
    entity.name = name;
    entity.prefix = random(PREFIX_BYTES);
    entity.secretHash = sha256(secret);
    entity.scopes = scopes.stream().map(Scope::text).sorted().toArray(String[]::new);
    entity.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    ApiToken token = tokens.save(entity).token();
    return new ApiToken.Created(token, "lsw_%s_%s".formatted(token.prefix(), secret));
  }

  /**
   * The token of this text, if it is right and not revoked: here at once, by another server at most
   * {@link RecentTokens#KEPT} ago.
   */
  @Transactional(propagation = Propagation.SUPPORTS)
  public Optional<ApiToken> authenticate(String plainText) {
    Optional<ApiToken> known = recent.find(plainText);
    if (known.isPresent()) {
      return known;
    }
    Optional<ApiToken> found = transaction.execute(status -> lookUp(plainText));
    found.ifPresent(token -> recent.keep(plainText, token));
    return found;
  }

  private Optional<ApiToken> lookUp(String plainText) {
    String[] parts = plainText.split("_", -1);
    if (parts.length != 3 || !parts[0].equals("lsw")) {
      return Optional.empty();
    }
    Optional<ApiTokenEntity> found = tokens.findByPrefixAndRevokedAtIsNull(parts[1]);
    byte[] expected = found.map(token -> requireNonNull(token.secretHash)).orElse(NO_HASH);
    // compared even if there is no such prefix, so that the time says nothing
    if (!MessageDigest.isEqual(expected, sha256(parts[2]))) {
      return Optional.empty();
    }
    found.ifPresent(ApiTokens::used);
    return found.map(ApiTokenEntity::token);
  }

  /** Takes a token's rights away for good; false if there is no such token. */
  public boolean revoke(UUID id) {
    Optional<ApiTokenEntity> found = tokens.findById(id);
    found
        .filter(token -> token.revokedAt == null)
        .ifPresent(token -> token.revokedAt = Instant.now().truncatedTo(ChronoUnit.MICROS));
    recent.forget(id);
    return found.isPresent();
  }

  @Transactional(readOnly = true)
  public List<ApiToken> list() {
    return tokens.findAllByOrderById().stream().map(ApiTokenEntity::token).toList();
  }

  private static void used(ApiTokenEntity token) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Instant last = token.lastUsedAt;
    if (last == null || last.plus(USE_GRANULE).isBefore(now)) {
      token.lastUsedAt = now;
    }
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static byte[] sha256(String secret) {
    return Sha256.digest().digest(secret.getBytes(StandardCharsets.UTF_8));
  }
}
