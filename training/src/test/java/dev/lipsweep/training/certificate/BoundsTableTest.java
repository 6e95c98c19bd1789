package dev.lipsweep.training.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.training.learner.Tensor;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Transformer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of BOUNDS.md 4 that follow from closed forms. */
class BoundsTableTest {
  private final Transformer network = Weights.table(32);
  private final Random random = new Random(3);

  @ParameterizedTest
  @CsvSource({
    "1.0, 2.34, 0.928",
    "1.2, 11.7, 2.11",
    "1.5, 280, 12.3",
    "2.0, 1.11e5, 982",
    "3.0, 7.27e9, 1.87e7",
    "6.0, 2.54e20, 1.63e17"
  })
  void weights_at_the_full_cap(double w, double certified, double fullMatrix) {
    List<Tensor> weights = Weights.mapped(network, x -> w, random);
    isAbout(new CertifiedQuick(), weights, certified);
    isAbout(new FullMatrix(), weights, fullMatrix);
  }

  @ParameterizedTest
  @CsvSource({"1.0, 0.928", "1.2, 2.11", "1.5, 12.3", "2.0, 982", "3.0, 1.87e7", "6.0, 1.63e17"})
  void with_heads_capped_one_by_one_the_certificate_is_the_simple_formula(double w, double bound) {
    isAbout(new CertifiedQuick(), Weights.cappedPerHead(network, w, random), bound);
  }

  @Test
  void a_bound_beyond_the_range_of_doubles_is_still_a_number() {
    var deep = new Transformer(5, 8, 2, 12, 8, 4, 1, 1, 1, 100, 16);
    var norms = new Norms(Weights.mapped(deep, x -> 1e6, random));
    LogBound bound = new CertifiedQuick().bound(deep, norms).lipschitz();
    assertThat(bound.kind()).isEqualTo(LogBound.Kind.FINITE);
    assertThat(bound.log10()).isGreaterThan(400);
  }

  @Test
  void a_zero_head_is_a_constant_function() {
    var norms = new Norms(Weights.mapped(network, x -> 0, random));
    assertThat(new CertifiedQuick().bound(network, norms).lipschitz()).isEqualTo(LogBound.ZERO);
  }

  @Test
  void weights_that_are_not_numbers_have_an_unknown_bound() {
    List<Tensor> weights = Weights.mapped(network, x -> 1, random);
    weights.getLast().values()[7] = Float.NaN;
    assertThat(new CertifiedQuick().bound(network, new Norms(weights)).lipschitz())
        .isEqualTo(LogBound.UNKNOWN);
  }

  @Test
  void an_mlp_has_the_product_of_its_norms() {
    var mlp = new Mlp(6, List.of(3, 5), 2, 4);
    var weights =
        mlp.layers().stream()
            .map(
                layer -> {
                  Matrix matrix =
                      Weights.orthogonal(layer.out(), layer.in(), 3 * layer.scale(), random);
                  float[] values = new float[matrix.values().length];
                  for (int i = 0; i < values.length; i++) {
                    values[i] = (float) matrix.values()[i];
                  }
                  return new Tensor(layer.name(), new int[] {layer.out(), layer.in()}, values);
                })
            .toList();
    var norms = new Norms(weights);
    LogBound bound = new CertifiedQuick().bound(mlp, norms).lipschitz();
    isAbout(bound, 4 * 27);
    assertThat(Probe.largestRatio(mlp, norms, 200, 1)).isBetween(1.0, Math.pow(10, bound.log10()));
    assertThat(new FullMatrix().sound(mlp)).isTrue();
  }

  @Test
  void the_comparison_rule_is_no_bound_for_several_heads() {
    assertThat(new FullMatrix().sound(network)).isFalse();
    assertThat(new CertifiedQuick().sound(network)).isTrue();
  }

  private void isAbout(BoundRule rule, List<Tensor> weights, double expected) {
    isAbout(rule.bound(network, new Norms(weights)).lipschitz(), expected);
  }

  /** The table has three digits; A and L are rounded up and gelu's slope is 1.00009. */
  private static void isAbout(LogBound bound, double expected) {
    assertThat(bound.log10()).isCloseTo(Math.log10(expected), within(0.003));
  }
}
