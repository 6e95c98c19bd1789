package dev.lipsweep.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.cli.Answers;
import dev.lipsweep.cli.CommandTest;
import dev.lipsweep.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TokenCommandTest extends CommandTest {
  @Test
  void a_new_token_alone_is_on_the_standard_output() {
    server.on("POST /api/v1/tokens", 201, token("1", "ci", "ab", null, "\"lsw_ab_secret\""));
    assertThat(shell.run("token", "create", "ci", "--scope", "read,submit")).isZero();
    assertThat(shell.out()).isEqualTo("lsw_ab_secret\n");
    assertThat(shell.err()).contains("not shown again");
    assertThat(server.requests().getLast()).contains("\"scopes\":[\"read\",\"submit\"]");
  }

  @Test
  void a_saved_token_is_its_owners_alone_and_never_shown() throws IOException {
    server.on("POST /api/v1/tokens", 201, token("1", "ci", "ab", null, "\"lsw_ab_secret\""));
    assertThat(shell.run("token", "create", "ci", "--scope", "read", "--save", "ci.token"))
        .isZero();
    Path file = directory.resolve("ci.token");
    assertThat(file).hasContent("lsw_ab_secret\n");
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    assertThat(shell.out() + shell.err()).doesNotContain("secret");
    assertThat(shell.run("token", "create", "ci", "--scope", "read", "--save", "ci.token"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void a_refused_token_leaves_no_file() {
    server.on("POST /api/v1/tokens", 403, "{\"type\":\"/problems/forbidden\",\"detail\":\"no\"}");
    assertThat(shell.run("token", "create", "ci", "--scope", "read", "--save", "ci.token"))
        .isEqualTo(ExitCode.UNAUTHORIZED);
    assertThat(directory.resolve("ci.token")).doesNotExist();
  }

  @Test
  void revoked_tokens_are_listed_when_asked_for() {
    server.on("GET /api/v1/tokens", two());
    assertThat(shell.run("token", "list")).isZero();
    assertThat(shell.out()).contains("bb").doesNotContain("aa");
    assertThat(shell.run("token", "list", "--all")).isZero();
    assertThat(shell.out()).contains("aa");
  }

  @Test
  void a_name_means_the_token_that_is_still_valid() {
    server.on("GET /api/v1/tokens", two()).on("DELETE /api/v1/tokens/2", 204, "");
    assertThat(shell.run("token", "revoke", "ci")).isZero();
    assertThat(server.requests().getLast()).startsWith("DELETE /api/v1/tokens/2");
    assertThat(shell.run("token", "revoke", "nobody")).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void a_name_that_two_valid_tokens_have_is_refused() {
    server.on(
        "GET /api/v1/tokens",
        Answers.page(token("1", "ci", "aa", null, "null"), token("2", "ci", "bb", null, "null")));
    assertThat(shell.run("token", "revoke", "ci")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("prefix");
  }

  @Test
  void the_log_says_who_did_what() {
    server
        .on("GET /api/v1/tokens", two())
        .on(
            "GET /api/v1/audit",
            Answers.page(
                """
                {"seq":7,"at":"2026-11-21T10:00:00Z","tokenId":"2","token":"ci","address":"10.0.0.1",
                 "action":"POST /api/v1/sweeps/{sweep}/cancel","subject":"mine","status":403}
                """));
    assertThat(shell.run("token", "log", "--by", "bb")).isZero();
    assertThat(shell.out()).contains("ci", "10.0.0.1", "403", "/cancel", "mine");
    assertThat(server.requests().getLast()).contains("token=2").contains("limit=50");
  }

  private static String two() {
    return Answers.page(
        token("1", "ci", "aa", "\"2026-11-21T11:00:00Z\"", "null"),
        token("2", "ci", "bb", null, "null"));
  }

  private static String token(String id, String name, String prefix, String revoked, String text) {
    return """
        {"id":"%s","name":"%s","prefix":"%s","scopes":["read"],"createdAt":"2026-11-21T10:00:00Z",
         "lastUsedAt":null,"revokedAt":%s,"token":%s}"""
        .formatted(id, name, prefix, revoked, text);
  }
}
