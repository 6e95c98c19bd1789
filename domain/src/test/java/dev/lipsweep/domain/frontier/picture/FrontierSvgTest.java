package dev.lipsweep.domain.frontier.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.frontier.statistics.Band;
import dev.lipsweep.domain.plot.PlotAxis;
import dev.lipsweep.domain.plot.PlotMark;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class FrontierSvgTest {
  private static final Series ONE =
      new Series(
          "muon, <soft> & \"cap\"",
          List.of(new Dot(1, 0.3, "a"), new Dot(2, 0.5, "b"), new Dot(2.5, 0.4, "c")),
          List.of(new Dot(1, 0.3, "a"), new Dot(2, 0.5, "b")));

  @Test
  void every_result_is_a_mark_and_every_front_a_step_line() throws Exception {
    String svg = FrontierSvg.render("demo", List.of(ONE));
    assertThat(count(svg, "//*[@class='results']/*")).isEqualTo(3);
    assertThat(count(svg, "//*[@class='front']/*")).isEqualTo(2 + 2);
    assertThat(text(svg, "//*[@class='front']/*[1]/@d"))
        .matches("M[\\d.]+ [\\d.]+H[\\d.]+V[\\d.]+");
    assertThat(text(svg, "//*[local-name()='desc']")).contains("50.0 % at a bound of 100.");
  }

  @Test
  void bands_lie_under_the_line_as_far_as_the_results_go() throws Exception {
    var band =
        new Band(
            List.of(
                new Band.Step(0.9, Double.NaN, .2),
                new Band.Step(1, .25, .35),
                new Band.Step(2, .45, .55),
                new Band.Step(9, .46, .56)));
    String svg =
        FrontierSvg.render(
            "demo",
            "mean of 3 seeds",
            List.of(new Series("all", ONE.results(), ONE.front(), band)));
    assertThat(count(svg, "//*[@class='band']")).isEqualTo(1);
    assertThat(text(svg, "//*[@class='band']/@d"))
        .matches("M[\\d.]+ [\\d.]+H[\\d.]+V[\\d.]+H[\\d.]+(V[\\d.]+H[\\d.]+){2}z");
    assertThat(svg).contains("2 on the overall frontier; mean of 3 seeds").doesNotContain("NaN");
  }

  @Test
  void the_longest_name_of_a_method_is_written_out_and_the_picture_grows_with_it()
      throws Exception {
    String name = "adam_atan2, spectral_clipped_weight_decay";
    String wide = FrontierSvg.render("demo", List.of(new Series(name, ONE.results(), ONE.front())));
    assertThat(wide).contains(">" + name + "<");
    double width = Double.parseDouble(text(wide, "/*/@width"));
    double start = Double.parseDouble(text(wide, "//*[text()='%s']/@x".formatted(name)));
    assertThat(width - start).isGreaterThan(7.9 * name.length());
    assertThat(text(FrontierSvg.render("demo", List.of(ONE)), "/*/@width")).isEqualTo("1000");
  }

  @Test
  void names_are_escaped_and_control_characters_replaced() throws Exception {
    String svg = FrontierSvg.render("a\u0001<script>", List.of(ONE));
    assertThat(text(svg, "/*/*[1]")).isEqualTo("a\uFFFD<script>");
    assertThat(svg).contains("muon, &lt;soft&gt; &amp; &quot;cap&quot;");
  }

  @Test
  void infinite_and_zero_bounds_stand_at_the_edges_and_unknown_ones_in_the_summary()
      throws Exception {
    var dots =
        List.of(
            new Dot(Double.POSITIVE_INFINITY, 0.6, ""),
            new Dot(Double.NEGATIVE_INFINITY, 0.1, ""),
            new Dot(Double.NaN, 0.9, ""),
            new Dot(3, 0.5, ""));
    String svg = FrontierSvg.render("edges", List.of(new Series("all", dots, dots)));
    assertThat(count(svg, "//*[@class='edge']")).isEqualTo(2);
    assertThat(svg).contains(">∞<").contains("1 without a known bound not drawn");
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void a_sweep_without_results_is_an_empty_plot() throws Exception {
    assertThat(count(FrontierSvg.render("nothing yet", List.of()), "//*[@class='results']"))
        .isZero();
  }

  @Test
  void ticks_are_whole_powers_of_ten_however_wide_the_range() {
    for (double high : new double[] {0.5, 4, 40, 264.3, 3000}) {
      PlotAxis axis = PlotAxis.decades(-2, high, 0, 100);
      assertThat(axis.ticks()).hasSizeBetween(2, 12).allMatch(tick -> tick.text().equals("10"));
      assertThat(axis.pixel(-2)).isBetween(0.0, 100.0);
      assertThat(axis.pixel(high)).isBetween(0.0, 100.0);
    }
    assertThat(PlotAxis.decades(2.3, 2.3, 0, 100).ticks())
        .extracting(tick -> tick.text() + "^" + tick.power())
        .contains("2 × 10^2");
  }

  @Test
  void percent_ticks_stay_between_0_and_100() {
    PlotAxis wide = PlotAxis.percent(0, 1, 100, 0);
    assertThat(wide.ticks().getFirst().text()).isEqualTo("0");
    assertThat(wide.ticks().getLast().text()).isEqualTo("100");
    assertThat(PlotAxis.percent(0.4012, 0.4031, 100, 0).ticks())
        .extracting(PlotAxis.Tick::text)
        .contains("40.1", "40.2")
        .doesNotHaveDuplicates();
  }

  @Test
  void fifty_six_groups_look_different() {
    assertThat(IntStream.range(0, 56).mapToObj(PlotMark::of)).doesNotHaveDuplicates();
  }

  @Test
  void a_hundred_thousand_results_make_a_bounded_picture() {
    var random = new Random(1);
    var dots = new ArrayList<Dot>();
    for (int i = 0; i < 100_000; i++) {
      dots.add(new Dot(264 * random.nextDouble(), random.nextDouble(), ""));
    }
    String svg = FrontierSvg.render("many", List.of(new Series("all", dots, dots)));
    assertThat(svg.length()).isLessThan(8_000_000);
  }

  private static double count(String svg, String path) throws Exception {
    return Double.parseDouble(text(svg, "count(" + path + ")"));
  }

  private static String text(String svg, String path) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    return XPathFactory.newInstance().newXPath().evaluate(path, document);
  }
}
