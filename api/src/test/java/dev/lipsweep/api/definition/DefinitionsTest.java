package dev.lipsweep.api.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lipsweep.api.definition.Definitions.Syntax;
import dev.lipsweep.api.problem.PlacedProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionsTest {
  private static final String RIGHT =
      """
      name: small
      recipe: text-tiny
      space:
        - optimizer: muon
          constraint: spectral_soft_cap
          sigmaMax: [1, 2]
          learningRate: 1e-1
        - {optimizer: adamw, constraint: none, learningRate: {log: [0.001, 0.1], points: 3}}
      logitScale: [1, 4]
      seeds: 2
      """;

  @Test
  void yaml_and_json_of_the_same_sweep_are_the_same_definition() {
    String json =
        """
        {"name": "small", "recipe": "text-tiny", "space": [
          {"optimizer": "muon", "constraint": "spectral_soft_cap", "sigmaMax": [1, 2], "learningRate": 0.1},
          {"optimizer": "adamw", "constraint": "none", "learningRate": {"log": [1e-3, 0.1], "points": 3}}],
         "logitScale": [1.0, 4], "seeds": 2}
        """;
    var fromYaml = Definitions.read(RIGHT.getBytes(StandardCharsets.UTF_8), Syntax.YAML);
    var fromJson = Definitions.read(json.getBytes(StandardCharsets.UTF_8), Syntax.JSON);
    assertThat(fromJson.definition()).isEqualTo(fromYaml.definition());
    assertThat(fromYaml.definition().trialCount()).isEqualTo((2 + 3) * 2 * 2);
    assertThat(fromYaml.text()).isEqualTo(RIGHT);
  }

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../examples"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void every_example_is_a_sweep_that_the_server_takes(Path example) throws IOException {
    assertThat(Definitions.read(Files.readAllBytes(example), Syntax.YAML).definition().trialCount())
        .isPositive();
  }

  @Test
  void json_is_read_as_yaml_too() {
    String json =
        "{\"name\": \"x\\u00e9\", \"recipe\": \"text-tiny\",\n\t\"optimizer\": \"muon\", \"constraint\": \"none\", \"learningRate\": 0.1}";
    assertThat(
            Definitions.read(json.getBytes(StandardCharsets.UTF_8), Syntax.YAML)
                .definition()
                .name())
        .isEqualTo("x\u00e9");
  }

  @Test
  void a_wrong_value_is_named_with_its_line_in_both_syntaxes() {
    PlacedProblem yaml = problem(RIGHT.replace("[1, 2]", "[1, -2]"), Syntax.YAML);
    assertThat(yaml.path()).isEqualTo("/space/0/sigmaMax/1");
    assertThat(yaml.line()).isEqualTo(6);
    assertThat(yaml.value()).isEqualTo("-2");
    assertThat(yaml.fix()).contains("> 0");
    PlacedProblem json =
        problem(
            """
            {
              "name": "x",
              "recipe": "text-tiny",
              "optimizer": "mion"
            }
            """,
            Syntax.JSON);
    assertThat(json.path()).isEqualTo("/optimizer");
    assertThat(json.line()).isEqualTo(4);
  }

  @Test
  void what_is_missing_is_missing_in_the_line_of_its_block() {
    PlacedProblem problem = problem(RIGHT.replace("    sigmaMax: [1, 2]\n", ""), Syntax.YAML);
    assertThat(problem.path()).isEqualTo("/space/0/sigmaMax");
    assertThat(problem.line()).isEqualTo(4);
  }

  @Test
  void a_shared_axis_that_breaks_a_block_is_found_at_the_top() {
    PlacedProblem problem = problem(RIGHT + "width: 33\n", Syntax.YAML);
    assertThat(problem.path()).isEqualTo("/space/0/width");
    assertThat(problem.line()).isEqualTo(11);
  }

  @Test
  void numbers_beyond_a_double_are_shown_as_written() {
    assertThat(problem(RIGHT.replace("[1, 2]", "1e400"), Syntax.YAML).value()).isEqualTo("1E+400");
    assertThat(problem(RIGHT.replace("[1, 2]", ".nan"), Syntax.YAML).value()).isEqualTo("NaN");
    assertThat(problem(RIGHT.replace("[1, 2]", "-.inf"), Syntax.YAML).value())
        .isEqualTo("-Infinity");
    assertThat(problem(RIGHT.replace("[1, 2]", "1e99999999999"), Syntax.YAML).path())
        .isEqualTo("/space/0/sigmaMax");
    assertThat(problem(RIGHT.replace("[1, 2]", "9".repeat(500_000)), Syntax.YAML).path())
        .isEqualTo("/space/0/sigmaMax");
  }

  @Test
  void indirection_is_refused_where_it_stands() {
    assertThat(problem("name: &a x\nrecipe: *a\n", Syntax.YAML))
        .extracting(PlacedProblem::line, PlacedProblem::value)
        .containsExactly(1, "&a");
    assertThat(problem("name: x\nrecipe: *a\n", Syntax.YAML))
        .extracting(PlacedProblem::line, PlacedProblem::value)
        .containsExactly(2, "*a");
    assertThat(problem("name: x\nrecipe: !!java.net.URL [x]\n", Syntax.YAML).message())
        .contains("tags");
  }

  @Test
  void a_key_given_twice_is_refused_in_both_syntaxes() {
    PlacedProblem yaml = problem("name: x\nrecipe: text-tiny\nname: y\n", Syntax.YAML);
    assertThat(yaml.line()).isEqualTo(3);
    assertThat(yaml.message()).contains("line 1");
    assertThat(problem("{\"name\": \"x\",\n \"name\": \"y\"}", Syntax.JSON).line()).isEqualTo(2);
  }

  @Test
  void a_second_document_is_refused() {
    assertThat(problem("name: x\n---\nname: y\n", Syntax.YAML).line()).isEqualTo(2);
    assertThat(problem("{\"name\": \"x\"}\n{}", Syntax.JSON).line()).isEqualTo(2);
  }

  @Test
  void broken_syntax_names_its_line() {
    assertThat(problem("name: x\nspace: [1, 2\nseeds: 3\n", Syntax.YAML).line()).isBetween(2, 4);
    assertThat(problem("name: x\n\tspace: 1\n", Syntax.YAML).line()).isEqualTo(2);
    assertThat(problem("{\"name\": \"x\",\n \"recipe\"}", Syntax.JSON).line()).isEqualTo(2);
    assertThat(problem("{\"name\": NaN}", Syntax.JSON).message()).startsWith("not JSON");
    assertThat(problem("", Syntax.YAML).line()).isEqualTo(1);
    assertThat(problem("", Syntax.JSON).line()).isEqualTo(1);
    assertThat(problem("name: a\u0000b", Syntax.YAML).value()).isEqualTo("U+0000");
    assertThat(problem("? [a, b]\n: c\n", Syntax.YAML).message()).contains("key");
  }

  @Test
  void bytes_that_are_no_utf8_are_named_by_line_and_offset() {
    byte[] latin1 = "name: x\nrecipe: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    PlacedProblem problem = problems(latin1, Syntax.YAML).getFirst();
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.value()).contains("0xE9");
  }

  @Test
  void deep_nesting_is_refused_before_it_is_built() {
    assertThat(problem("[".repeat(500_000), Syntax.YAML).message()).contains("deeply");
    assertThat(problem("[".repeat(500_000), Syntax.JSON).message()).contains("deeply");
    assertThat(problem("{a: ".repeat(100_000), Syntax.YAML).message()).contains("deeply");
  }

  private static PlacedProblem problem(String text, Syntax syntax) {
    return problems(text.getBytes(StandardCharsets.UTF_8), syntax).getFirst();
  }

  private static List<PlacedProblem> problems(byte[] text, Syntax syntax) {
    var invalid =
        catchThrowableOfType(InvalidDefinition.class, () -> Definitions.read(text, syntax));
    assertThat(invalid).as("refused").isNotNull();
    assertThat(invalid.problems())
        .allSatisfy(
            p -> {
              assertThat(p.message()).isNotBlank();
              assertThat(p.fix()).isNotBlank();
              assertThat(p.line()).isPositive();
            });
    return invalid.problems();
  }
}
