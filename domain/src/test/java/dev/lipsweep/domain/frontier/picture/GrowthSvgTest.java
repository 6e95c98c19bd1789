package dev.lipsweep.domain.frontier.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.frontier.VolumeGrowth;
import dev.lipsweep.domain.frontier.VolumeGrowth.At;
import java.io.StringReader;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class GrowthSvgTest {
  /** Of a pixel, and a little. */
  private static final Offset<Double> TENTH = Offset.offset(0.15);

  private static final String SVG =
      GrowthSvg.render(
          List.of(
              new GrowthSvg.Line(
                  "found <b>", new VolumeGrowth(List.of(new At(1, 100, 3), new At(2, 250, 3.8)))),
              new GrowthSvg.Line("grid", new VolumeGrowth(List.of(new At(9, 1000, 4))))));

  @Test
  void each_sweep_rises_in_steps_to_its_own_end_in_percent_of_the_largest() {
    List<String> lines =
        Pattern.compile("<path d=\"(M[^\"]*)\" fill=\"none\"")
            .matcher(SVG)
            .results()
            .map(line -> line.group(1))
            .toList();
    assertThat(lines).hasSize(2);
    double left = number(lines.get(1), "M([\\d.]+)");
    double right = number(lines.get(1), "H([\\d.]+)");
    double bottom = number(lines.get(1), " ([\\d.]+)H");
    double top = number(lines.get(1), "V([\\d.]+)");
    assertThat(number(lines.getFirst(), ".*H([\\d.]+)"))
        .isCloseTo(left + .25 * (right - left), TENTH);
    assertThat(number(lines.getFirst(), ".*V([\\d.]+)"))
        .isCloseTo(bottom + .95 * (top - bottom), TENTH);
    assertThat(SVG).contains("compute (% of 1,000 steps)");
  }

  @Test
  void it_is_well_formed_whatever_the_names_are() throws Exception {
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(SVG)))
                .getDocumentElement()
                .getTagName())
        .isEqualTo("svg");
    assertThat(SVG).contains("found &lt;b&gt;");
  }

  @Test
  void nothing_and_a_single_result_are_drawn_too() {
    for (List<At> points : List.of(List.<At>of(), List.of(new At(1, 100, 0)))) {
      assertThat(GrowthSvg.render(List.of(new GrowthSvg.Line("s", new VolumeGrowth(points)))))
          .doesNotContain("NaN")
          .doesNotContain("Infinity");
    }
  }

  private static double number(String path, String pattern) {
    MatchResult found = Pattern.compile(pattern).matcher(path).results().findFirst().orElseThrow();
    return Double.parseDouble(found.group(1));
  }
}
