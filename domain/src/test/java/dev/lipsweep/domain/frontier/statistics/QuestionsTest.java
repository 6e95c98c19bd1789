package dev.lipsweep.domain.frontier.statistics;

import static dev.lipsweep.domain.frontier.statistics.Samples.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.frontier.SeedAggregate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuestionsTest {
  private static final Resampling RESAMPLING = new Resampling(2_000, 0, .95);
  private static final List<ConfigurationResults> RESULTS =
      List.of(
          configuration("a", "a1", 1, .2, 1, .4),
          configuration("a", "a2", 3, .5, 3, .5),
          configuration("b", "b1", 2, .4, 2, .4),
          configuration("b", "b2", Double.NEGATIVE_INFINITY, .1, Double.NEGATIVE_INFINITY, .1));
  private static final Map<String, Double> SECONDS =
      Map.of("a1", 1.0, "a2", 9.0, "b1", 4.0, "b2", .5);

  private final Questions questions = new Questions(RESULTS, SeedAggregate.MEAN, RESAMPLING);

  @Test
  void accuracy_at_a_bound_is_the_step_below_it() {
    List<Answer> answers = questions.accuracyAt(2.999);
    assertThat(answers).extracting(Answer::group).containsExactly("", "a", "b");
    assertThat(answers).extracting(QuestionsTest::hash).containsExactly("b1", "a1", "b1");
    assertThat(answers.getFirst().value()).isEqualTo(new Estimate(.4, .4, .4));
    // one of the two seeds is drawn: .2 or .4
    assertThat(answers.get(1).value().value()).isCloseTo(.3, within(1e-12));
    assertThat(answers.get(1).value().low()).isEqualTo(.2);
    assertThat(answers.get(1).value().high()).isEqualTo(.4);
    // with its better seed a1 is as accurate at a smaller bound
    assertThat(answers.getFirst().share()).isCloseTo(.5, within(.05));
    assertThat(questions.accuracyAt(0).get(1).result()).isNull();
    assertThat(hash(questions.accuracyAt(-300).getFirst())).isEqualTo("b2");
  }

  @Test
  void the_bound_at_an_accuracy_is_the_first_step_that_reaches_it() {
    List<Answer> answers = questions.boundAt(.4);
    assertThat(answers).extracting(QuestionsTest::hash).containsExactly("b1", "a2", "b1");
    assertThat(answers.getFirst().value()).isEqualTo(new Estimate(2, 1, 2));
    assertThat(questions.boundAt(.5).get(2).result()).isNull();
    assertThat(questions.boundAt(.05).getFirst().value().value())
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void the_cheapest_is_looked_for_among_those_near_the_best() {
    assertThat(cheapest(3, 0)).containsExactly("a2", "a2", "b1");
    assertThat(cheapest(3, .1001)).containsExactly("b1", "a2", "b1");
    assertThat(cheapest(2, .11)).containsExactly("a1", "a1", "b1");
    assertThat(cheapest(3, .9)).containsExactly("b2", "a1", "b2");
    Answer answer = questions.cheapest(2, .11, QuestionsTest::seconds).getFirst();
    assertThat(answer.cost()).isEqualTo(1);
    // with its worse seed, .2, it is too far from the best, .4
    assertThat(answer.share()).isCloseTo(.5, within(.05));
  }

  @Test
  void single_trials_are_not_what_these_questions_are_about() {
    assertThatThrownBy(() -> new Questions(RESULTS, SeedAggregate.EACH, RESAMPLING))
        .hasMessageContaining("mean, median or worst");
  }

  private List<String> cheapest(double log10Bound, double within) {
    return questions.cheapest(log10Bound, within, QuestionsTest::seconds).stream()
        .map(QuestionsTest::hash)
        .toList();
  }

  private static double seconds(ConfigurationResults configuration) {
    return SECONDS.get(configuration.hash());
  }

  private static String hash(Answer answer) {
    return answer.result() == null ? "" : answer.result().configuration().hash();
  }
}
