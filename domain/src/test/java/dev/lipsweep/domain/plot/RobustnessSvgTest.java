package dev.lipsweep.domain.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class RobustnessSvgTest {
  private static final Map<String, Double> MEASURES =
      Map.of(
          "robust/clean", 0.5,
          "robust/pgd-linf/0.003922", 0.4,
          "robust/pgd-linf/0.007843", 0.2,
          "robust/certified-linf/0.003922", 0.1,
          "robust/certified-linf/0.007843", 0.0,
          "robust/pgd-l2/0.1", 0.45,
          "activation/logits", 3.0);

  @Test
  void a_curve_falls_from_the_clean_accuracy_and_what_is_certified_lies_below() {
    String svg = svg();
    List<double[]> paths = lines(svg);
    // l_inf: attacked, certified; l2: attacked; nothing is certified there
    assertThat(paths).hasSize(3);
    assertThat(paths.get(0)).hasSize(3).isSorted(); // pixels grow downwards
    assertThat(paths.get(1)[0]).isEqualTo(paths.get(0)[0]);
    assertThat(paths.get(1)[1]).isGreaterThan(paths.get(0)[1]);
    assertThat(paths.get(2)).hasSize(2);
  }

  @Test
  void it_is_well_formed_whatever_the_names_are() throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    assertThat(
            factory
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg())))
                .getDocumentElement()
                .getTagName())
        .isEqualTo("svg");
    assertThat(svg()).contains("a &lt;b&gt;", ">1</text>", ">0.1</text>");
  }

  private static String svg() {
    return RobustnessSvg.render("robustness", List.of(new RobustnessSvg.Series("a <b>", MEASURES)));
  }

  /** Heights of the corners of every curve. */
  private static List<double[]> lines(String svg) {
    return Pattern.compile("d=\"(M[\\d. ]+L[^\"]*)\" fill=\"none\"")
        .matcher(svg)
        .results()
        .map(
            m ->
                Pattern.compile("[ML][\\d.]+ ([\\d.]+)")
                    .matcher(m.group(1))
                    .results()
                    .mapToDouble(p -> Double.parseDouble(p.group(1)))
                    .toArray())
        .toList();
  }
}
