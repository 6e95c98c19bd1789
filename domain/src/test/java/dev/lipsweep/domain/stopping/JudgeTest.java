package dev.lipsweep.domain.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static Stopping rule(StoppingRule rule) {
    return new Stopping(rule, 3, .1, 4, .1);
  }

  /** Completed trials: each gains .2 in accuracy and a decade of bound. */
  private static List<Mark> others(double... accuracies) {
    return DoubleStream.of(accuracies).mapToObj(a -> new Mark(a, 1, a + .2, 2)).toList();
  }

  @Test
  void rungs_are_powers_of_the_reduction_and_for_the_median_all_that_there_are() {
    assertThat(rule(StoppingRule.ASHA).rungs()).hasSize(3);
    assertThat(rule(StoppingRule.ASHA).rungs()[2]).isBetween(.89, .91);
    assertThat(rule(StoppingRule.MEDIAN).rungs().length).isBetween(9, 10);
    Stopping asha = rule(StoppingRule.ASHA);
    assertThat(asha.reached(9, 100)).isEqualTo(-1);
    assertThat(asha.reached(10, 100)).isZero();
    assertThat(asha.reached(33, 100)).isEqualTo(1);
    assertThat(asha.reached(100, 100)).as("the end is no rung").isEqualTo(-1);
  }

  @Test
  void the_median_stops_the_lower_half() {
    List<Mark> others = others(.1, .2, .3, .4);
    assertThat(Judge.verdict(rule(StoppingRule.MEDIAN), 0, new Mark(.24, 1), others))
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("rung 1 (10 % of its steps)").contains("0.2500"));
    assertThat(Judge.verdict(rule(StoppingRule.MEDIAN), 0, new Mark(.26, 1), others)).isEmpty();
  }

  @Test
  void asha_lets_the_best_third_go_on() {
    List<Mark> others = others(.1, .2, .3, .4, .5);
    assertThat(Judge.verdict(rule(StoppingRule.ASHA), 0, new Mark(.45, 9), others)).isEmpty();
    assertThat(Judge.verdict(rule(StoppingRule.ASHA), 0, new Mark(.35, 0), others))
        .hasValueSatisfying(reason -> assertThat(reason).contains("place 3 of 6"));
  }

  @Test
  void pareto_asha_keeps_what_a_small_bound_makes_up_for() {
    List<Mark> others = others(.3, .31, .32, .33, .34, .35);
    Stopping rule = rule(StoppingRule.PARETO_ASHA);
    assertThat(Judge.verdict(rule, 1, new Mark(.1, 0.5), others)).isEmpty();
    assertThat(Judge.verdict(rule, 1, new Mark(.1, 1.5), others))
        .hasValueSatisfying(reason -> assertThat(reason).contains("pareto-asha at rung 2"));
  }

  @Test
  void pareto_asha_forgives_what_the_rung_has_been_wrong_by() {
    var others = new ArrayList<Mark>();
    for (int i = 0; i < 10; i++) {
      // half of them gain .3 more than the others
      others.add(new Mark(.3 + .001 * i, 1, .5 + (i % 2) * .3, 2));
    }
    Stopping rule = rule(StoppingRule.PARETO_ASHA);
    assertThat(Judge.verdict(rule, 0, new Mark(.25, 1.5), others)).isEmpty();
    assertThat(Judge.verdict(rule, 0, new Mark(.01, 1.5), others)).isNotEmpty();
  }

  @Test
  void nobody_is_stopped_before_enough_have_been_there() {
    for (StoppingRule rule : StoppingRule.values()) {
      assertThat(Judge.verdict(rule(rule), 0, new Mark(0, 9), others(.5, .6, .7))).isEmpty();
    }
    List<Mark> running =
        List.of(new Mark(.5, 0), new Mark(.5, 0), new Mark(.5, 0), new Mark(.5, 0));
    assertThat(Judge.verdict(rule(StoppingRule.PARETO_ASHA), 0, new Mark(0, 9), running))
        .as("none of them is completed")
        .isEmpty();
    assertThat(Judge.verdict(rule(StoppingRule.NONE), 0, new Mark(0, 9), others(.5, .6, .7, .8)))
        .isEmpty();
  }

  @Test
  void the_outlook_is_the_middle_of_what_others_gained() {
    Mark expected = Outlook.of(others(.1, .2, .3)).expected(new Mark(.5, 3));
    assertThat(expected.accuracy()).isBetween(.699, .701);
    assertThat(expected.log10Bound()).isEqualTo(4);
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new Stopping(StoppingRule.ASHA, 1, .1, 4, .1))
        .hasMessageContaining("reduction 1");
    assertThatThrownBy(() -> new Stopping(StoppingRule.ASHA, 3, 1, 4, .1))
        .hasMessageContaining("firstRung 1.0");
  }
}
