package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.api.Api.Reply;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SecurityTest {
  private final Api admin = TestServer.admin();

  @Test
  void without_a_token_only_health_description_and_page_are_open() {
    Api nobody = TestServer.nobody();
    for (String path :
        List.of(
            "/api/v1/sweeps",
            "/api/v1/recipes",
            "/api/v1/events",
            "/api/v1/workers",
            "/api/v1/tokens",
            "/api/v1/artifacts/" + "0".repeat(64),
            "/api/v1/nothing",
            "/actuator/prometheus")) {
      Reply reply = nobody.get(path);
      assertThat(reply.status()).as(path).isEqualTo(401);
      assertThat(reply.problem()).isEqualTo("unauthorized");
      assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    }
    assertThat(nobody.post("/api/v1/workers", "{}").status()).isEqualTo(401);
    assertThat(nobody.get("/actuator/env").status()).isIn(401, 404);
    assertThat(nobody.get("/actuator/health").expect(200).text()).contains("UP");
    nobody.get("/v3/api-docs").expect(200);
    nobody.get("/swagger-ui/index.html").expect(200);
    nobody.get("/").expect(200);
  }

  @Test
  void a_token_in_the_address_is_no_token() {
    String token = readToken("admin");
    assertThat(TestServer.nobody().get("/api/v1/sweeps?access_token=" + token).status())
        .isEqualTo(401);
  }

  @Test
  void a_worker_token_can_claim_and_report_and_nothing_else() {
    Api worker = TestServer.worker();
    for (String path :
        List.of(
            "/api/v1/sweeps",
            "/api/v1/workers",
            "/api/v1/events",
            "/api/v1/tokens",
            "/actuator/prometheus")) {
      assertThat(worker.get(path).expect(403).problem()).isEqualTo("forbidden");
    }
    assertThat(worker.yaml("/api/v1/sweeps", "name: x").status()).isEqualTo(403);
    assertThat(worker.post("/api/v1/sweeps/x/cancel", "").status()).isEqualTo(403);
    assertThat(worker.get("/api/v1/artifacts/" + "0".repeat(64)).status()).isEqualTo(404);
    assertThat(admin.post("/api/v1/workers", "{}").status()).isEqualTo(403);
  }

  @Test
  void a_token_does_what_its_scopes_say_until_it_is_revoked() {
    JsonNode made =
        admin
            .post("/api/v1/tokens", "{\"name\": \"reader\", \"scopes\": [\"read\"]}")
            .expect(201)
            .json();
    Api reader = TestServer.as(made.get("token").asString());
    reader.get("/api/v1/sweeps").expect(200);
    assertThat(reader.yaml("/api/v1/sweeps", "name: x").status()).isEqualTo(403);
    assertThat(reader.post("/api/v1/sweeps/x/cancel", "").status()).isEqualTo(403);
    assertThat(reader.get("/api/v1/tokens").status()).isEqualTo(403);
    admin.delete("/api/v1/tokens/" + made.get("id").asString()).expect(204);
    assertThat(reader.get("/api/v1/sweeps").expect(401).problem()).isEqualTo("unauthorized");
    assertThat(admin.get("/api/v1/tokens").expect(200).text())
        .contains("reader")
        .doesNotContain(made.get("token").asString());
    assertThat(admin.post("/api/v1/tokens", "{\"name\": \"x\", \"scopes\": [\"root\"]}").status())
        .isEqualTo(400);
  }

  @Test
  void wrong_tokens_are_refused_whatever_they_look_like() {
    String right = readToken("admin");
    for (String wrong :
        List.of(
            "x",
            "lsw_",
            "lsw_a_b",
            right + "x",
            right.substring(0, right.length() - 1),
            "lsw_%00_'--")) {
      assertThat(TestServer.as(wrong).get("/api/v1/sweeps").status()).as(wrong).isEqualTo(401);
    }
    assertThat(TestServer.nobody().get("/api/v1/sweeps", "Authorization", "Basic eDp5").status())
        .isEqualTo(401);
  }

  @Test
  void token_files_are_their_owners_alone() throws Exception {
    for (String name : List.of("admin.token", "worker.token")) {
      assertThat(Files.getPosixFilePermissions(TestServer.homeDirectory().resolve(name)))
          .hasSize(2);
    }
  }

  @Test
  void every_answer_carries_the_headers_that_protect_the_page() {
    for (String path :
        List.of("/", "/index.html", "/js/main.mjs", "/actuator/health", "/api/v1/sweeps")) {
      Reply reply = TestServer.nobody().get(path);
      assertThat(reply.header("Content-Security-Policy"))
          .contains("default-src 'none'")
          .contains("script-src 'self'")
          .doesNotContain("unsafe");
      assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
    }
    assertThat(TestServer.nobody().get("/swagger-ui/index.html").header("Content-Security-Policy"))
        .contains("script-src 'self';");
  }

  private static String readToken(String name) {
    try {
      return Files.readString(TestServer.homeDirectory().resolve(name + ".token")).strip();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void the_page_itself_arrives_whole_by_each_of_its_names() {
    for (String path : List.of("/", "/index.html")) {
      assertThat(TestServer.nobody().get(path).text()).contains("<script").endsWith("</html>\n");
    }
  }

  @Test
  void a_file_of_the_page_is_sent_again_only_if_its_content_changed() {
    Reply first = TestServer.nobody().get("/js/main.mjs").expect(200);
    assertThat(first.header("Content-Type")).startsWith("text/javascript");
    assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
    Reply again = TestServer.nobody().get("/js/main.mjs", "If-None-Match", first.header("ETag"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("Content-Security-Policy")).contains("default-src 'none'");
  }

  @Test
  void the_log_says_who_changed_what_and_who_was_refused() {
    JsonNode made =
        admin
            .post("/api/v1/tokens", "{\"name\": \"logged\", \"scopes\": [\"operate\"]}")
            .expect(201)
            .json();
    String id = made.get("id").asString();
    Api operator = TestServer.as(made.get("token").asString());
    operator.post("/api/v1/sweeps/no-such/cancel", "").expect(404);
    operator.yaml("/api/v1/sweeps", "name: x").expect(403);
    admin.delete("/api/v1/tokens/" + id).expect(204);
    operator.post("/api/v1/sweeps/no-such/cancel", "").expect(401);

    JsonNode own = admin.get("/api/v1/audit?token=" + id).expect(200).json();
    assertThat(own.get("items"))
        .extracting(entry -> entry.get("status").asInt() + " " + entry.get("action").asString())
        .containsExactly("403 POST /api/v1/sweeps", "404 POST /api/v1/sweeps/{sweep}/cancel");
    assertThat(own.at("/items/1/subject").asString()).isEqualTo("no-such");
    String all = admin.get("/api/v1/audit?limit=20").expect(200).text();
    assertThat(all)
        .contains("DELETE /api/v1/tokens/{id}")
        .contains("POST /api/v1/sweeps/no-such/cancel")
        .contains("127.0.0.1")
        .doesNotContain(made.get("token").asString());
    assertThat(TestServer.worker().get("/api/v1/audit").status()).isEqualTo(403);
    assertThat(admin.get("/api/v1/audit?cursor=x").status()).isEqualTo(400);
  }

  @Test
  void a_worker_answers_to_the_token_that_registered_it_alone() {
    var worker = new ScriptedWorker("owned");
    JsonNode made =
        admin
            .post("/api/v1/tokens", "{\"name\": \"other\", \"scopes\": [\"worker\"]}")
            .expect(201)
            .json();
    Api other = TestServer.as(made.get("token").asString());
    String claims = "/api/v1/workers/%s/claims".formatted(worker.id());
    Reply refused = other.post(claims, "{\"slots\": 1, \"held\": []}");
    assertThat(refused.expect(403).json().get("detail").asString()).contains("another token");
    other.post("/api/v1/workers/%s/leave".formatted(worker.id()), "{}").expect(403);
    assertThat(admin.get("/api/v1/audit?limit=5").expect(200).text())
        .contains("/claims")
        .contains(worker.id());
    worker.leave();
  }
}
