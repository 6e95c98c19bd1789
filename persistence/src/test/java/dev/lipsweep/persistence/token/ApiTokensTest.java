package dev.lipsweep.persistence.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.idempotency.Begun;
import dev.lipsweep.persistence.idempotency.IdempotencyKeys;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ApiTokensTest extends DatabaseTest {
  @Autowired ApiTokens tokens;
  @Autowired IdempotencyKeys keys;

  @Test
  void a_token_is_known_by_its_whole_text_and_by_nothing_else() {
    ApiToken.Created created = tokens.create("notebook", Set.of(Scope.READ, Scope.SUBMIT));
    String text = created.plainText();

    assertThat(text).startsWith("lsw_" + created.token().prefix() + "_");
    assertThat(tokens.authenticate(text).orElseThrow().scopes())
        .containsExactlyInAnyOrder(Scope.READ, Scope.SUBMIT);
    assertThat(tokens.list().getFirst().lastUsedAt()).isNotNull();
    assertThat(tokens.authenticate(text.substring(0, text.length() - 1))).isEmpty();
    assertThat(tokens.authenticate(text + "0")).isEmpty();
    assertThat(tokens.authenticate("lsw_" + created.token().prefix() + "_")).isEmpty();
    assertThat(tokens.authenticate("lsw_nobody_" + "0".repeat(64))).isEmpty();
    assertThat(tokens.authenticate("")).isEmpty();
  }

  @Test
  void the_secret_is_nowhere_in_the_database() {
    String secret = tokens.create("t", Set.of(Scope.ADMIN)).plainText().split("_")[2];

    assertThat(jdbc.sql("select t::text from api_token t").query(String.class).single())
        .doesNotContain(secret);
  }

  @Test
  void a_revoked_token_is_worth_nothing() {
    ApiToken.Created created = tokens.create("t", Set.of(Scope.WORKER));

    assertThat(tokens.revoke(created.token().id())).isTrue();

    assertThat(tokens.authenticate(created.plainText())).isEmpty();
    assertThat(tokens.list().getFirst().revokedAt()).isNotNull();
    assertThat(tokens.revoke(UUID.randomUUID())).isFalse();
  }

  @Test
  void a_request_with_a_known_key_gets_the_first_answer() {
    UUID token = tokens.create("t", Set.of(Scope.SUBMIT)).token().id();

    assertThat(keys.begin(token, "k", "hash")).isEqualTo(new Begun.Fresh());
    assertThat(keys.begin(token, "k", "hash")).isEqualTo(new Begun.InFlight());
    keys.finish(token, "k", 201, "{}", "/api/v1/sweeps/1");
    assertThat(keys.begin(token, "k", "hash"))
        .isEqualTo(new Begun.Answered(201, "{}", "/api/v1/sweeps/1"));
    assertThat(keys.begin(token, "k", "other")).isEqualTo(new Begun.Reused());
    keys.forget(token, "k");
    assertThat(keys.begin(token, "k", "hash")).isInstanceOf(Begun.Answered.class);
  }

  @Test
  void a_key_whose_request_failed_or_died_is_free_again() {
    UUID token = tokens.create("t", Set.of(Scope.SUBMIT)).token().id();
    keys.begin(token, "failed", "hash");
    keys.forget(token, "failed");
    keys.begin(token, "died", "hash");
    jdbc.sql("update idempotency_key set created_at = now() - interval '2 min'").update();

    assertThat(keys.begin(token, "failed", "hash")).isEqualTo(new Begun.Fresh());
    assertThat(keys.begin(token, "died", "hash")).isEqualTo(new Begun.Fresh());
    jdbc.sql("update idempotency_key set created_at = now() - interval '2 d'").update();
    assertThat(keys.deleteOld()).isEqualTo(2);
  }
}
