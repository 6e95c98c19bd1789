package dev.lipsweep.domain.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.bound.LogBound.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogBoundTest {
  private static final MathContext EXACT = new MathContext(60);

  @Test
  void bounds_are_read_as_people_write_them_however_large() {
    assertThat(LogBound.parse("1000")).isEqualTo(LogBound.of(1000));
    assertThat(LogBound.parse(" 1e3 ")).isEqualTo(LogBound.of(1000));
    assertThat(LogBound.parse("0.0")).isEqualTo(LogBound.ZERO);
    assertThat(LogBound.parse("2.5e400").log10()).isCloseTo(400.39794, within(1e-5));
    assertThat(LogBound.parse("2.5E-999999").log10()).isCloseTo(-999998.60206, within(1e-5));
    assertThatThrownBy(() -> LogBound.parse("-1")).hasMessageContaining("not negative");
    assertThatThrownBy(() -> LogBound.parse("wide")).isInstanceOf(NumberFormatException.class);
  }

  @Test
  void a_chain_of_products_and_sums_is_never_below_the_exact_value_and_barely_above_it() {
    var random = new SplittableRandom(1);
    for (int run = 0; run < 2_000; run++) {
      var exact = BigDecimal.ONE;
      LogBound bound = LogBound.ONE;
      for (int i = 0; i < 20; i++) {
        double factor = Math.exp(random.nextDouble(-3, 5));
        double share = random.nextDouble(1e-6, 1);
        exact =
            exact.multiply(
                new BigDecimal(1 - share)
                    .add(new BigDecimal(share).multiply(new BigDecimal(factor))),
                EXACT);
        bound =
            bound.times(LogBound.of(1 - share).plus(LogBound.of(share).times(LogBound.of(factor))));
      }
      assertThat(tenToThe(bound.log10())).isGreaterThanOrEqualTo(exact);
      assertThat(tenToThe(bound.log10() - 1e-11)).isLessThan(exact);
    }
  }

  /**
   * 10^x for any double x, to some 25 digits: 10^x = 10^floor * exp(fraction ln 10) by its series.
   */
  private static BigDecimal tenToThe(double x) {
    int whole = (int) Math.floor(x);
    BigDecimal argument =
        new BigDecimal(x)
            .subtract(new BigDecimal(whole))
            .multiply(new BigDecimal("2.302585092994045684017991454684364207601"));
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int n = 1; n < 60; n++) {
      term = term.multiply(argument, EXACT).divide(new BigDecimal(n), EXACT);
      sum = sum.add(term);
    }
    return sum.scaleByPowerOfTen(whole);
  }

  @Test
  void a_sum_with_something_very_small_still_rounds_up() {
    assertThat(LogBound.ONE.plus(LogBound.ofLog10(-40)).log10()).isPositive();
  }

  @Test
  void bounds_far_beyond_a_double_multiply() {
    LogBound huge = LogBound.ofLog10(264.31).times(LogBound.ofLog10(200));
    assertThat(huge.kind()).isEqualTo(Kind.FINITE);
    assertThat(huge.log10()).isBetween(464.31, 464.3100001);
  }

  @Test
  void zero_and_infinity_and_unknown_follow_the_rules_of_upper_bounds() {
    assertThat(LogBound.ZERO.times(LogBound.of(7))).isEqualTo(LogBound.ZERO);
    assertThat(LogBound.ZERO.plus(LogBound.ONE)).isEqualTo(LogBound.ONE);
    assertThat(LogBound.INFINITE.plus(LogBound.ONE)).isEqualTo(LogBound.INFINITE);
    assertThat(LogBound.ZERO.times(LogBound.INFINITE)).isEqualTo(LogBound.UNKNOWN);
    assertThat(LogBound.UNKNOWN.plus(LogBound.ONE)).isEqualTo(LogBound.UNKNOWN);
    assertThat(LogBound.of(Double.NaN)).isEqualTo(LogBound.UNKNOWN);
    assertThat(LogBound.UNKNOWN.max(LogBound.ONE)).isEqualTo(LogBound.UNKNOWN);
    assertThat(LogBound.UNKNOWN.min(LogBound.ONE)).isEqualTo(LogBound.ONE);
  }

  @Test
  void a_negative_value_or_a_lying_kind_is_refused() {
    assertThatThrownBy(() -> LogBound.of(-1)).hasMessageContaining("negative");
    assertThatThrownBy(() -> new LogBound(Kind.FINITE, Double.NaN)).hasMessageContaining("UNKNOWN");
  }

  @ParameterizedTest
  @CsvSource({
    "264.31,2.04e264",
    "-0.0315,0.930",
    "2,100",
    "0,1.00",
    "3.99999999,10000",
    "-11,1.00e-11",
    "4,1.00e4",
    "299.9999999,1.00e300"
  })
  void text_has_the_digits_that_people_read(double log10, String text) {
    assertThat(LogBound.ofLog10(log10).text()).isEqualTo(text);
  }
}
