package dev.lipsweep.api.frontier;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lipsweep.domain.frontier.statistics.AggregatedResult;
import dev.lipsweep.domain.frontier.statistics.Answer;
import dev.lipsweep.domain.frontier.statistics.Estimate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question and what everything together, and then each method, answers.
 *
 * @param question in words
 * @param rule by which bounds are
 */
record QuestionView(
    String title,
    String question,
    @Nullable String rule,
    List<String> by,
    String aggregate,
    StatisticsView.Generator resampling,
    List<One> answers,
    List<String> warnings) {

  /**
   * One answer.
   *
   * @param group empty for everything together
   * @param result the configuration that answers; null if none does
   * @param accuracy with its interval; the lower end is null if in too many resamples nothing
   *     answers. Only where the question is of accuracy
   * @param log10Bound likewise where the question is of the bound; its upper end is null if in too
   *     many resamples nothing answers
   * @param share of the resamples with the same answer; of a cheapest one, in which it still does
   * @param cost of the configuration, where that was asked for
   */
  record One(
      Map<String, @Nullable Object> group,
      StatisticsView.@Nullable Point result,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Estimate accuracy,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Estimate log10Bound,
      double share,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double cost) {
    static One of(Answer answer, boolean ofBound, SeedResults results) {
      AggregatedResult result = answer.result();
      return new One(
          results.group(answer.group()),
          result == null ? null : StatisticsView.Point.of(result, results),
          ofBound || result == null ? null : answer.value(),
          ofBound && result != null ? answer.value() : null,
          answer.share(),
          Double.isNaN(answer.cost()) ? null : answer.cost());
    }
  }
}
