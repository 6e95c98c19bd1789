package dev.lipsweep.cli.client;

import dev.lipsweep.cli.client.Views.Bound;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server's answers about what is known of frontiers through their seeds. */
public final class SeedViews {
  private SeedViews() {}

  /** A number with its interval; an end is null where nothing is attained. */
  public record Estimate(@Nullable Double value, @Nullable Double low, @Nullable Double high) {}

  /** How intervals were made. */
  public record Resampling(String generator, long seed, int resamples, double level) {}

  /** A configuration's seeds taken together. */
  public record Point(
      String configurationHash,
      Map<String, Object> parameters,
      int seeds,
      Bound bound,
      double accuracy,
      double leastAccuracy,
      double mostAccuracy) {}

  /** A configuration, and in which share of the resamples it was on the frontier. */
  public record Configuration(
      Map<String, Object> parameters,
      int seeds,
      Bound bound,
      double accuracy,
      double leastAccuracy,
      double mostAccuracy,
      double onFront,
      double onGroupFront) {}

  /** A group's frontier as a whole. */
  public record Group(
      Map<String, @Nullable Object> group,
      int configurations,
      Estimate hypervolume,
      Estimate meanAccuracy) {}

  /** Two methods against each other, in the server's words. */
  public record Comparison(String verdict, List<String> sentences) {}

  /** How sure a frontier is. */
  public record Statistics(
      String title,
      @Nullable String rule,
      String aggregate,
      Resampling resampling,
      Group overall,
      List<Group> groups,
      List<Configuration> configurations,
      List<Comparison> comparisons,
      List<String> warnings) {}

  /**
   * What everything, or a group, answers.
   *
   * @param accuracy where that was asked for, or null
   * @param log10Bound where that was asked for, or null
   */
  public record Answer(
      Map<String, @Nullable Object> group,
      @Nullable Point result,
      @Nullable Estimate accuracy,
      @Nullable Estimate log10Bound,
      double share,
      @Nullable Double cost) {}

  /** A question with its answers. */
  public record Question(
      String title,
      String question,
      String aggregate,
      Resampling resampling,
      List<Answer> answers,
      List<String> warnings) {}
}
