package dev.lipsweep.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.cli.client.ProblemDetail.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemDetailTest {
  @Test
  void a_problem_names_the_file_the_line_the_path_the_value_and_the_fix() {
    var place =
        new Place(
            "/space/0/sigmaMax",
            7,
            "-1",
            "not a value of sigmaMax",
            "give a number > 0 and <= 1000000");
    assertThat(problem(List.of(place)).text("examples/x.yaml"))
        .isEqualTo(
            "examples/x.yaml:7: /space/0/sigmaMax: not a value of sigmaMax (found -1); give a number > 0 and <= 1000000");
  }

  @Test
  void what_is_not_known_is_left_out() {
    var place = new Place("", null, null, "name is missing", null);
    assertThat(problem(List.of(place, place)).text(null))
        .isEqualTo("name is missing\nname is missing");
    assertThat(problem(null).text("x.yaml")).isEqualTo("x.yaml: the detail");
  }

  private static ProblemDetail problem(List<Place> places) {
    return new ProblemDetail("/problems/invalid-sweep", "title", 422, "the detail", places);
  }
}
