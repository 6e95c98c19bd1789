package dev.lipsweep.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.cli.client.Views.Bound;
import dev.lipsweep.cli.client.Views.FrontierGroup;
import dev.lipsweep.cli.client.Views.FrontierPoint;
import dev.lipsweep.domain.bound.LogBound;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MethodNotesTest {
  @Test
  void shares_are_taken_on_the_log_axis_where_both_have_results() {
    // from 10^2 to 10^6: a leads up to 10^5, then b
    var a = group("a", point(0, 0.2), point(2, 0.3), point(4, 0.4));
    var b = group("b", point(2, 0.1), point(5, 0.5), point(6, 0.6));
    assertThat(MethodNotes.compare(a, b))
        .hasValue(
            "at equal bound, a is ahead of b on 75 % of the range 100 to 1.00e6 and behind on 25 %; on average by +15.0 points of accuracy");
    assertThat(MethodNotes.compare(b, a).orElseThrow()).contains("a is ahead of b on 75 %");
  }

  @Test
  void methods_without_a_common_range_are_not_compared() {
    var a = group("a", point(2, 0.3));
    assertThat(MethodNotes.compare(a, group("b"))).isEmpty();
    assertThat(MethodNotes.compare(a, group("b", point(2, 0.4))).orElseThrow())
        .contains("no range of bounds in common");
  }

  private static FrontierGroup group(String name, FrontierPoint... points) {
    return new FrontierGroup(Map.of("optimizer", name), List.of(points));
  }

  private static FrontierPoint point(double log10, double accuracy) {
    var bound = new Bound(LogBound.Kind.FINITE, log10, "");
    return new FrontierPoint("t", 1, log10, bound, accuracy, null, 0, Map.of(), null, null);
  }
}
