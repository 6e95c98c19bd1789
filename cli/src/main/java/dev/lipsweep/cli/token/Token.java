package dev.lipsweep.cli.token;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.cli.client.Server;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token as the API shows it.
 *
 * @param token its text, only in the answer that made it
 */
record Token(
    String id,
    String name,
    String prefix,
    List<String> scopes,
    @Nullable Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt,
    @Nullable String token) {
  static List<Token> all(Server server) {
    return server.list("/api/v1/tokens", Integer.MAX_VALUE, Token.class).items();
  }

  /**
   * The one token with this id, prefix or name. One that is not revoked goes before those of the
   * same name that are.
   */
  static Token find(Server server, String wanted) {
    List<Token> named =
        all(server).stream()
            .filter(t -> List.of(t.id(), t.prefix(), t.name()).contains(wanted))
            .toList();
    List<Token> valid = named.stream().filter(t -> t.revokedAt() == null).toList();
    List<Token> found = valid.isEmpty() ? named : valid;
    if (found.isEmpty()) {
      throw new Failure(
          ExitCode.NOT_FOUND, "no token '%s': 'lipsweep token list' lists all".formatted(wanted));
    }
    if (found.size() > 1) {
      throw new Failure(
          ExitCode.USAGE,
          "%d tokens are called '%s': give one's prefix, which 'lipsweep token list' shows"
              .formatted(found.size(), wanted));
    }
    return found.getFirst();
  }

  @Override
  public String toString() {
    return "Token[%s]".formatted(name);
  }
}
