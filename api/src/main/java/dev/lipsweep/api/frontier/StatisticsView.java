package dev.lipsweep.api.frontier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.frontier.BoundRange;
import dev.lipsweep.domain.frontier.statistics.AggregatedResult;
import dev.lipsweep.domain.frontier.statistics.Attainment;
import dev.lipsweep.domain.frontier.statistics.Band;
import dev.lipsweep.domain.frontier.statistics.ConfigurationStatistics;
import dev.lipsweep.domain.frontier.statistics.Estimate;
import dev.lipsweep.domain.frontier.statistics.FrontierStatistics;
import dev.lipsweep.domain.frontier.statistics.GroupStatistics;
import dev.lipsweep.domain.frontier.statistics.MethodComparison;
import dev.lipsweep.domain.frontier.statistics.Resampling;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How sure a frontier is. An end of an interval that is null lies where nothing is attained.
 *
 * @param title the sweep's name or the frontier's
 * @param rule by which bounds are
 * @param aggregate what stands for the seeds of a configuration
 * @param resampling how intervals were made: the same again gives the same numbers
 * @param reference what hypervolumes are measured in: above an accuracy, over a range of bounds
 */
record StatisticsView(
    String title,
    @Nullable String rule,
    List<String> by,
    String aggregate,
    Generator resampling,
    Reference reference,
    Group overall,
    List<Group> groups,
    List<Configuration> configurations,
    List<Comparison> comparisons,
    List<String> warnings) {

  /** The generator by its name in the JDK, and what it was given. */
  record Generator(String generator, long seed, int resamples, double level) {
    static Generator of(Resampling resampling) {
      return new Generator(
          Resampling.GENERATOR, resampling.seed(), resampling.resamples(), resampling.level());
    }
  }

  /** A range of bounds as log10, and the accuracy above which volume counts. */
  record Reference(double fromLog10, double toLog10, double accuracy) {}

  /**
   * A method's frontier, or that of everything.
   *
   * @param hypervolume in decades times share
   * @param meanAccuracy what is attained above the reference on average over the range, a share
   * @param band each step holds until the next one
   * @param attainment what k of n seeds attain
   */
  record Group(
      Map<String, @Nullable Object> group,
      int configurations,
      Estimate hypervolume,
      Estimate meanAccuracy,
      List<Point> front,
      List<Band.Step> band,
      List<Attainment> attainment) {
    static Group of(GroupStatistics statistics, BoundRange range, SeedResults results) {
      Estimate volume = statistics.hypervolume();
      double decades = range.decades() == 0 ? Double.NaN : range.decades();
      return new Group(
          results.group(statistics.name()),
          statistics.configurations(),
          volume,
          new Estimate(volume.value() / decades, volume.low() / decades, volume.high() / decades),
          statistics.front().stream().map(one -> Point.of(one, results)).toList(),
          statistics.band().steps(),
          statistics.attainment());
    }
  }

  /**
   * A configuration's seeds taken together, and what they span.
   *
   * @param seeds how many
   */
  record Point(
      String configurationHash,
      Map<String, @Nullable Object> group,
      Map<String, Object> parameters,
      int seeds,
      LogBound bound,
      LogBound leastBound,
      LogBound mostBound,
      double accuracy,
      double leastAccuracy,
      double mostAccuracy) {
    static Point of(AggregatedResult result, SeedResults results) {
      String hash = result.configuration().hash();
      return new Point(
          hash,
          results.group(result.configuration().group()),
          results.parameters(hash),
          result.configuration().seeds(),
          LogBound.ofLog10(result.log10Bound()),
          LogBound.ofLog10(result.leastLog10Bound()),
          LogBound.ofLog10(result.mostLog10Bound()),
          result.accuracy(),
          result.leastAccuracy(),
          result.mostAccuracy());
    }
  }

  /**
   * @param onFront share of the resamples in which it is on the frontier of everything
   * @param onGroupFront share of the resamples in which it is on its own group's
   */
  record Configuration(@JsonUnwrapped Point point, double onFront, double onGroupFront) {
    static Configuration of(ConfigurationStatistics one, SeedResults results) {
      return new Configuration(Point.of(one.result(), results), one.onFront(), one.onGroupFront());
    }
  }

  /** Two methods at equal bound; see {@link MethodComparison}. */
  record Comparison(
      Map<String, @Nullable Object> first,
      Map<String, @Nullable Object> second,
      double fromLog10,
      double toLog10,
      Estimate ahead,
      Estimate behind,
      Estimate advantage,
      List<MethodComparison.Crossover> crossovers,
      double pValue,
      double adjustedPValue,
      MethodComparison.Verdict verdict,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> sentences) {
    static Comparison of(MethodComparison one, SeedResults results) {
      return new Comparison(
          results.group(one.first()),
          results.group(one.second()),
          one.range().low(),
          one.range().high(),
          one.ahead(),
          one.behind(),
          one.advantage(),
          one.crossovers(),
          one.pValue(),
          one.adjustedPValue(),
          one.verdict(),
          ComparisonSentences.of(one));
    }
  }

  static StatisticsView of(FrontierSubject subject, FrontierSeeds.Answered answered) {
    FrontierStatistics statistics = answered.statistics();
    SeedResults results = answered.results();
    BoundRange range = statistics.reference().range();
    return new StatisticsView(
        subject.title(),
        subject.query().rule(),
        subject.query().by(),
        statistics.aggregate().text(),
        Generator.of(statistics.resampling()),
        new Reference(range.low(), range.high(), statistics.reference().accuracy()),
        Group.of(statistics.overall(), range, results),
        statistics.groups().stream().map(group -> Group.of(group, range, results)).toList(),
        statistics.configurations().stream().map(one -> Configuration.of(one, results)).toList(),
        statistics.comparisons().stream().map(one -> Comparison.of(one, results)).toList(),
        statistics.warnings());
  }
}
