package dev.lipsweep.domain.baseline;

import dev.lipsweep.domain.baseline.CheckedConfiguration.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares a check with its baseline, trial by trial of the same configuration and seed.
 *
 * <p><b>What has not moved by a bit</b> is left out: it is known to be the same. Of the rest five
 * questions are asked: did accuracy, bound and frontier get worse for the sweep as a whole, and did
 * accuracy or bound of any single configuration? The first two are the mean over configurations,
 * tested exactly by exchanging baseline and check in each pair ({@link SubsetMeans}), the frontier
 * likewise ({@link FrontierChange}). Single configurations are tested by a moderated t ({@link
 * SharedVariance}): three seeds are the usual number, so configurations lend each other what they
 * know of the noise.
 *
 * <p><b>REGRESSED</b> needs a change for the worse that chance does not explain and that is larger
 * than the margin. Of the false alarms that are allowed, {@link #ALARMS}, half belong to the three
 * questions about the sweep and half to those about configurations, each half corrected by {@link
 * Holm}. So an unchanged system is called REGRESSED in at most 5 % of its checks; {@code lipsweep
 * bench baseline} counts. A trial that diverges or fails where no seed of its configuration did
 * before is REGRESSED as well, without a test.
 *
 * <p><b>PASS</b> needs more than no alarm: accuracy and bound have to be shown no worse by the
 * margin, each at 95 %. Both must hold, so that no correction is due (Berger, "Multiparameter
 * hypothesis testing and acceptance sampling", 1982; as non-inferiority, Blackwelder, "Proving the
 * null hypothesis in clinical trials", 1982). What cannot be shown is INCONCLUSIVE.
 */
public final class Comparison {
  /**
   * The nominal share of checks of an unchanged system that are called REGRESSED. It is half of the
   * 5 % that is promised, because the moderated t errs more often than it says where configurations
   * scatter very unequally: at 5 % nominal, 7 % were counted.
   */
  static final double ALARMS = 0.025;

  /** The alarms are shared by questions about the sweep and questions about configurations. */
  private static final int HALVES = 2;

  private final List<CheckedConfiguration> configurations;
  private final Margins margins;
  private final List<List<Pair>> pairs;
  private final MeasuredChange accuracy;
  private final MeasuredChange bound;

  private Comparison(List<CheckedConfiguration> configurations, Margins margins) {
    this.configurations = configurations;
    this.margins = margins;
    this.pairs = configurations.stream().map(CheckedConfiguration::pairs).toList();
    this.accuracy = MeasuredChange.of(Measure.ACCURACY, pairs);
    this.bound = MeasuredChange.of(Measure.BOUND, pairs);
  }

  /**
   * @param configurations of the baseline; what only the check has does not count
   */
  public static CheckReport of(
      List<CheckedConfiguration> configurations, Margins margins, List<Covariate> covariates) {
    List<CheckedConfiguration> known =
        configurations.stream().filter(each -> !each.pinned().isEmpty()).toList();
    return new Comparison(known, margins).report(covariates);
  }

  private CheckReport report(List<Covariate> covariates) {
    List<Effect> overall = overall();
    List<ConfigurationFinding> findings = findings();
    OptionalInt seeds = seedsNeeded(overall, findings);
    var conclusion =
        new Conclusion(margins, overall, findings, configurations, seeds, noticeable());
    return new CheckReport(
        conclusion.verdict(),
        conclusion.reasons(),
        margins,
        configurations.stream().mapToInt(each -> each.pinned().size()).sum(),
        findings.stream().mapToInt(ConfigurationFinding::pairs).sum(),
        findings.stream().mapToInt(ConfigurationFinding::identical).sum(),
        overall,
        findings,
        conclusion.verdict() == Verdict.INCONCLUSIVE && seeds.isPresent() ? seeds.getAsInt() : null,
        covariates);
  }

  private List<Effect> overall() {
    List<Change> changes =
        Stream.of(accuracy.overall(), bound.overall(), frontier())
            .flatMap(Optional::stream)
            .toList();
    Map<Change, Effect> effects = corrected(changes);
    return changes.stream().map(effects::get).toList();
  }

  private Optional<Change> frontier() {
    if (accuracy.overall().isEmpty() && bound.overall().isEmpty()) {
      return Optional.empty();
    }
    return FrontierChange.of(pairs).map(this::frontier);
  }

  private Change frontier(FrontierChange frontier) {
    double gain = frontier.checked() - frontier.pinned();
    double[] interval = frontier.interval();
    // within the margin nothing depends on the chances
    double[] chances =
        Math.abs(gain) > margins.accuracy()
            ? frontier.chances()
            : new double[] {Double.NaN, Double.NaN};
    return new Change(
        Measure.FRONTIER,
        frontier.pairs(),
        frontier.pinned(),
        frontier.checked(),
        gain,
        interval[0],
        interval[1],
        Double.NaN,
        chances[0],
        chances[1]);
  }

  private List<ConfigurationFinding> findings() {
    List<Change> changes =
        Stream.concat(accuracy.configurations().stream(), bound.configurations().stream())
            .flatMap(Optional::stream)
            .toList();
    Map<Change, Effect> effects = corrected(changes);
    var labels = Labels.of(configurations.stream().map(CheckedConfiguration::parameters).toList());
    var findings = new ArrayList<ConfigurationFinding>();
    for (int i = 0; i < configurations.size(); i++) {
      CheckedConfiguration configuration = configurations.get(i);
      findings.add(
          ConfigurationFindings.of(
              configuration,
              labels.of(configuration.parameters()),
              pairs.get(i),
              effectOf(accuracy.configurations().get(i), effects),
              effectOf(bound.configurations().get(i), effects)));
    }
    return findings.stream().sorted(WORST_FIRST).toList();
  }

  private static final Comparator<ConfigurationFinding> WORST_FIRST =
      Comparator.comparing(
              (ConfigurationFinding finding) ->
                  switch (finding.finding()) {
                    case FAILS -> 0;
                    case WORSE -> 1;
                    case MISSING -> 2;
                    case UNDECIDED -> 3;
                    case BETTER -> 4;
                    case NO_WORSE -> 5;
                    case IDENTICAL -> 6;
                  })
          .thenComparingDouble(
              finding -> finding.accuracy() == null ? 0 : finding.accuracy().change());

  private static @Nullable Effect effectOf(Optional<Change> change, Map<Change, Effect> effects) {
    return change.map(effects::get).orElse(null);
  }

  /**
   * The effects, their chances corrected for each other and for the other half. By identity: two
   * configurations may have moved alike.
   */
  private Map<Change, Effect> corrected(List<Change> changes) {
    // what has not moved is no question
    List<Change> asked = changes.stream().filter(Change::hasMoved).toList();
    double[] less = Holm.adjusted(chances(asked.stream().mapToDouble(Change::pLess)));
    double[] greater = Holm.adjusted(chances(asked.stream().mapToDouble(Change::pGreater)));
    var effects = new IdentityHashMap<Change, Effect>();
    for (int i = 0; i < asked.size(); i++) {
      Change change = asked.get(i);
      boolean known = !Double.isNaN(change.pLess());
      effects.put(
          change,
          change.effect(
              margins.of(change.measure()),
              known ? Math.min(1, HALVES * less[i]) : Double.NaN,
              known ? Math.min(1, HALVES * greater[i]) : Double.NaN));
    }
    for (Change change : changes) {
      effects.computeIfAbsent(change, same -> same.effect(margins.of(same.measure()), 1, 1));
    }
    return effects;
  }

  /** A chance that is not known is no evidence. */
  private static double[] chances(DoubleStream chances) {
    return chances.map(chance -> Double.isNaN(chance) ? 1 : chance).toArray();
  }

  private OptionalInt seedsNeeded(List<Effect> overall, List<ConfigurationFinding> findings) {
    IntStream whole =
        overall.stream()
            .filter(effect -> effect.isUndecided() && effect.measure() != Measure.FRONTIER)
            .mapToInt(effect -> seedsNeeded(effect, moved(effect.measure())));
    IntStream each =
        findings.stream()
            .flatMap(
                finding ->
                    Stream.of(
                        Optional.ofNullable(finding.accuracy()),
                        Optional.ofNullable(finding.bound())))
            .flatMap(Optional::stream)
            .filter(effect -> margins.everyConfiguration() && effect.isUndecided())
            .mapToInt(effect -> seedsNeeded(effect, 1));
    int most = IntStream.concat(whole, each).max().orElse(0);
    return most == 0 || most == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(most);
  }

  private int moved(Measure measure) {
    return measure == Measure.BOUND ? bound.moved() : accuracy.moved();
  }

  private int seedsNeeded(Effect effect, int inMean) {
    Double noise = effect.noise();
    int fewest = 3;
    if (noise == null) {
      return fewest; // with one seed nobody knows; with three the next check can say
    }
    OptionalInt needed =
        SeedsNeeded.toShow(margins.of(effect.measure()), noise, inMean, moved(effect.measure()));
    return needed.isPresent() ? Math.max(fewest, needed.getAsInt()) : Integer.MAX_VALUE;
  }

  /**
   * The drop in accuracy of a single configuration that this check notices in four of five cases.
   */
  private OptionalDouble noticeable() {
    List<Change> moved =
        accuracy.configurations().stream()
            .flatMap(Optional::stream)
            .filter(change -> change.gain() != 0 && change.noise() > 0)
            .toList();
    if (moved.isEmpty()) {
      return OptionalDouble.empty();
    }
    double noise =
        Math.sqrt(moved.stream().mapToDouble(c -> c.noise() * c.noise()).average().orElseThrow());
    double pairsEach = moved.stream().mapToInt(Change::pairs).average().orElseThrow();
    double level = ALARMS / HALVES / (accuracy.moved() + bound.moved());
    double degrees = moved.size() * (pairsEach - 1);
    if (!(degrees > 0)) {
      return OptionalDouble.empty();
    }
    double error = noise / Math.sqrt(pairsEach);
    return OptionalDouble.of(
        Math.max(margins.accuracy(), SeedsNeeded.noticeable(level, error, degrees)));
  }
}
