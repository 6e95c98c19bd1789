package dev.lipsweep.api.security;

import dev.lipsweep.api.launch.PrivateFile;
import dev.lipsweep.persistence.token.ApiTokens;
import dev.lipsweep.persistence.token.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The tokens that make a first start useful: {@code admin.token} for people and {@code
 * worker.token} for the local worker, in the home folder. One that is missing or no longer valid
 * (another database, revoked) is made anew.
 */
@Component
class TokenFiles implements InitializingBean {
  private static final Logger LOG = LoggerFactory.getLogger(TokenFiles.class);

  private final ApiTokens tokens;
  private final Path home;

  TokenFiles(ApiTokens tokens, @Value("${lipsweep.home}") Path home) {
    this.tokens = tokens;
    this.home = home;
  }

  @Override
  public void afterPropertiesSet() throws IOException {
    provide("admin", Set.of(Scope.READ, Scope.SUBMIT, Scope.OPERATE, Scope.ADMIN));
    provide("worker", Set.of(Scope.WORKER));
  }

  private void provide(String name, Set<Scope> scopes) throws IOException {
    Path file = home.resolve(name + ".token");
    if (Files.exists(file) && tokens.authenticate(Files.readString(file).strip()).isPresent()) {
      return;
    }
    PrivateFile.write(file, tokens.create(name, scopes).plainText() + "\n");
    LOG.info("wrote a new {} token to {}", name, file);
  }
}
