package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.api.Api.Reply;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every wrong definition is a 4xx problem that names the place and the fix, and stores nothing. */
class BadInputTest {
  private static final String RIGHT =
      """
      name: bad-input
      recipe: text-tiny
      space:
        - optimizer: muon
          constraint: spectral_soft_cap
          sigmaMax: [1, 2]
          learningRate: 0.1
      """;

  private final Api api = TestServer.admin();

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong("unknown recipe", "recipe: text-tiny", "recipe: gpt-9", "/recipe", 2),
        wrong("unknown parameter", "sigmaMax:", "sigma_mox:", "/space/0/sigma_mox", 6),
        wrong("unknown optimizer", "optimizer: muon", "optimizer: lion", "/space/0/optimizer", 4),
        wrong("unknown constraint", "spectral_soft_cap", "clip", "/space/0/constraint", 5),
        wrong("sigmaMax zero", "[1, 2]", "0", "/space/0/sigmaMax", 6),
        wrong("sigmaMax negative", "[1, 2]", "[1, -3]", "/space/0/sigmaMax/1", 6),
        wrong("sigmaMax NaN", "[1, 2]", ".nan", "/space/0/sigmaMax", 6),
        wrong("sigmaMax infinite", "[1, 2]", ".inf", "/space/0/sigmaMax", 6),
        wrong("sigmaMax 1e400", "[1, 2]", "1e400", "/space/0/sigmaMax", 6),
        wrong("sigmaMax of the wrong type", "[1, 2]", "two", "/space/0/sigmaMax", 6),
        wrong("sigmaMax nested", "[1, 2]", "[[1], 2]", "/space/0/sigmaMax/0", 6),
        wrong("empty axis", "[1, 2]", "[]", "/space/0/sigmaMax", 6),
        wrong("the same point twice in an axis", "[1, 2]", "[1, 1.0]", "/space/0/sigmaMax/1", 6),
        wrong("axis without value", "[1, 2]", "", "/space/0/sigmaMax", 6),
        wrong(
            "grid of 10^9 points",
            "learningRate: 0.1",
            "learningRate: {log: [0.01, 1], points: 50000}\n    logitScale: {log: [1, 9], points: 20000}",
            "/space",
            3),
        wrong(
            "axis of 10^9 points",
            "learningRate: 0.1",
            "learningRate: {log: [0.01, 1], points: 1000000000}",
            "/space/0/learningRate/points",
            7),
        wrong("range upside down", "0.1", "{log: [1, 0.1], points: 3}", "/space/0/learningRate", 7),
        Arguments.of(
            "space of the wrong type", "name: x\nrecipe: text-tiny\nspace: 7\n", "/space", 3),
        wrong("missing name", "name: bad-input\n", "", "/name", 1),
        wrong(
            "duplicate key", "recipe: text-tiny\n", "recipe: text-tiny\nname: again\n", "/name", 3),
        wrong("anchor", "name: bad-input", "name: &n bad-input", "", 1),
        wrong("alias", "[1, 2]", "*n", "", 6),
        wrong("tag", "[1, 2]", "!!python/object/apply:os.system [ls]", "", 6),
        wrong("syntax", "[1, 2]", "[1, 2", "", 7),
        wrong("tabs", "  - optimizer", "\t- optimizer", "", 4),
        wrong("two documents", "space:", "---\nspace:", "", 3),
        wrong(
            "soft cap whose guarantee cannot hold",
            "optimizer: muon",
            "optimizer: adamw",
            "/space/0/constraint",
            5),
        wrong("seeds of the wrong type", "name:", "seeds: many\nname:", "/seeds", 1),
        wrong("unknown search", "name:", "search: bayes\nname:", "/search", 1));
  }

  private static Arguments wrong(String what, String right, String wrong, String path, int line) {
    assertThat(RIGHT).contains(right);
    return Arguments.of(what, RIGHT.replace(right, wrong), path, line);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void wrong(String what, String yaml, String path, int line) {
    int before = sweeps();
    Reply reply = api.yaml("/api/v1/sweeps", yaml);
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(reply.problem()).isEqualTo("invalid-sweep");
    assertThat(reply.json().get("instance").asString()).isEqualTo("/api/v1/sweeps");
    JsonNode problem = reply.json().at("/problems/0");
    assertThat(problem.get("path").asString()).isEqualTo(path);
    assertThat(problem.get("line").asInt()).isEqualTo(line);
    assertThat(problem.get("message").asString()).isNotBlank();
    assertThat(problem.get("fix").asString()).isNotBlank();
    assertThat(reply.text()).doesNotContain("Exception").doesNotContain("\\tat ");
    assertThat(sweeps()).isEqualTo(before);
  }

  @Test
  void the_right_one_is_right() {
    api.yaml("/api/v1/sweeps?dryRun=true", RIGHT).expect(200);
  }

  @Test
  void the_same_configuration_in_two_blocks_is_refused_at_the_second() {
    String twice =
        RIGHT
            + "  - {optimizer: muon, constraint: spectral_soft_cap, sigmaMax: 2, learningRate: 0.1}\n";
    JsonNode problem = api.yaml("/api/v1/sweeps", twice).expect(400).json().at("/problems/0");
    assertThat(problem.get("path").asString()).isEqualTo("/space/1");
    assertThat(problem.get("line").asInt()).isEqualTo(8);
    assertThat(problem.get("message").asString()).contains("/space/0");
  }

  @Test
  void every_problem_is_told_at_once() {
    String two = RIGHT.replace("[1, 2]", "0").replace("0.1", "fast");
    assertThat(api.yaml("/api/v1/sweeps", two).expect(400).json().get("problems")).hasSize(2);
  }

  @Test
  void a_bomb_is_refused_at_its_first_anchor() {
    var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
    }
    Reply reply = api.yaml("/api/v1/sweeps", bomb.toString()).expect(400);
    assertThat(reply.json().at("/problems/0/value").asString()).isEqualTo("&a0");
    api.yaml("/api/v1/sweeps", "[".repeat(900_000)).expect(400);
    api.yaml("/api/v1/sweeps", "{a: ".repeat(200_000)).expect(400);
  }

  @Test
  void ten_megabytes_are_too_large_whether_announced_or_not() {
    String large = RIGHT + "# ".concat("x".repeat(10 << 20));
    Reply announced = api.yaml("/api/v1/sweeps", large);
    assertThat(announced.status()).isEqualTo(413);
    assertThat(announced.problem()).isEqualTo("too-large");
    byte[] bytes = large.getBytes(StandardCharsets.UTF_8);
    Reply chunked =
        api.send(
            "POST",
            "/api/v1/sweeps",
            java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                () -> new java.io.ByteArrayInputStream(bytes)),
            "Content-Type",
            "application/yaml");
    assertThat(chunked.status()).isEqualTo(413);
    byte[] huge = new byte[17 << 20];
    assertThat(api.bytes("/api/v1/sweeps", huge, "Content-Type", "application/yaml").status())
        .isEqualTo(413);
  }

  @Test
  void other_encodings_and_formats_are_refused_with_what_would_be_right() {
    Reply latin1 =
        api.bytes(
            "/api/v1/sweeps",
            RIGHT.replace("bad-input", "caf\u00e9").getBytes(StandardCharsets.ISO_8859_1),
            "Content-Type",
            "application/yaml");
    assertThat(latin1.status()).isEqualTo(400);
    assertThat(latin1.json().at("/problems/0/message").asString()).isEqualTo("not UTF-8");
    Reply form =
        api.bytes(
            "/api/v1/sweeps",
            RIGHT.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(form.status()).isEqualTo(415);
    assertThat(form.json().get("detail").asString()).contains("application/yaml");
    assertThat(api.post("/api/v1/sweeps", "{\"name\": \"x\",").status()).isEqualTo(400);
    assertThat(api.yaml("/api/v1/sweeps", "").status()).isEqualTo(400);
    assertThat(api.yaml("/api/v1/sweeps", "just words").status()).isEqualTo(400);
  }

  @Test
  void wrong_questions_are_answered_with_what_would_be_right() {
    assertThat(api.get("/api/v1/sweeps/nobody").expect(404).problem()).isEqualTo("not-found");
    assertThat(api.get("/api/v1/nothing").expect(404).problem()).isEqualTo("not-found");
    assertThat(api.get("/api/v1/trials/17").expect(400).json().get("detail").asString())
        .contains("UUID");
    assertThat(api.get("/api/v1/sweeps?limit=0").expect(400).problem())
        .isEqualTo("invalid-request");
    assertThat(api.get("/api/v1/sweeps?cursor=xyz").expect(400).json().get("detail").asString())
        .contains("nextCursor");
    assertThat(api.get("/api/v1/sweeps?state=LOST").expect(400).json().get("detail").asString())
        .contains("RUNNING");
    assertThat(api.get("/api/v1/recipes/x").expect(404).json().get("detail").asString())
        .contains("text-tiny");
  }

  private int sweeps() {
    return api.get("/api/v1/sweeps?limit=1000").expect(200).json().get("items").size();
  }
}
