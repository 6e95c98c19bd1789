package dev.lipsweep.domain.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From findings to a verdict, in words. */
record Conclusion(
    Margins margins,
    List<Effect> overall,
    List<ConfigurationFinding> findings,
    List<CheckedConfiguration> configurations,
    OptionalInt seeds,
    OptionalDouble noticeable) {
  private static final int MOST_NAMED = 5;

  Verdict verdict() {
    if (!failing().isEmpty() || !worse().isEmpty() || overall.stream().anyMatch(Effect::isWorse)) {
      return Verdict.REGRESSED;
    }
    if (pairs() == 0 || !missing().isEmpty() || !unshown().isEmpty() || !undecided().isEmpty()) {
      return Verdict.INCONCLUSIVE;
    }
    boolean better =
        Stream.concat(overall.stream(), effects(findings))
            .anyMatch(effect -> effect.finding() == Finding.BETTER);
    return better ? Verdict.IMPROVED : Verdict.PASS;
  }

  List<String> reasons() {
    var reasons = new ArrayList<String>();
    switch (verdict()) {
      case REGRESSED -> regressions(reasons);
      case INCONCLUSIVE -> gaps(reasons);
      case IMPROVED -> improvements(reasons);
      case PASS -> passes(reasons);
    }
    return List.copyOf(reasons);
  }

  private void regressions(List<String> reasons) {
    named(
        reasons, failing(), finding -> finding.label() + ": " + String.join("; ", finding.notes()));
    overall.stream().filter(Effect::isWorse).forEach(effect -> reasons.add(whole(effect)));
    named(reasons, worse(), finding -> moved(finding, Effect::isWorse));
    if (!missing().isEmpty()) {
      reasons.add(missingTrials());
    }
  }

  private void gaps(List<String> reasons) {
    if (pairs() == 0) {
      reasons.add(nothingToCompare());
      return;
    }
    if (!missing().isEmpty()) {
      reasons.add(missingTrials());
    }
    unshown().forEach(effect -> reasons.add(whole(effect) + ", " + marginOf(effect)));
    if (!undecided().isEmpty()) {
      reasons.add(
          "%s cannot be told from a loss of the margin, and every configuration was asked for"
              .formatted(Figures.count(undecided().size(), "configuration")));
    }
    seeds.ifPresent(
        n ->
            reasons.add(
                "%d seeds a configuration would most likely do: pin a sweep with that many"
                    .formatted(n)));
  }

  private void improvements(List<String> reasons) {
    overall.stream()
        .filter(effect -> effect.finding() == Finding.BETTER)
        .forEach(effect -> reasons.add(whole(effect)));
    List<ConfigurationFinding> better =
        findings.stream()
            .filter(
                finding -> effects(List.of(finding)).anyMatch(e -> e.finding() == Finding.BETTER))
            .toList();
    named(reasons, better, finding -> moved(finding, e -> e.finding() == Finding.BETTER));
    reasons.add("nothing else is worse by the margin");
  }

  private void passes(List<String> reasons) {
    int identical = findings.stream().mapToInt(ConfigurationFinding::identical).sum();
    if (identical == pairs()) {
      reasons.add(
          "all %s measured the same accuracy, loss and bound to the last bit"
              .formatted(Figures.count(pairs(), "trial")));
      return;
    }
    if (identical > 0) {
      reasons.add(
          "%d of %d trials measured the same to the last bit".formatted(identical, pairs()));
    }
    overall.stream()
        .filter(effect -> effect.measure() != Measure.FRONTIER)
        .forEach(effect -> reasons.add(whole(effect) + ", no worse than the " + margin(effect)));
    noticeable.ifPresent(
        drop ->
            reasons.add(
                "of a single configuration, a drop of %s or more would most likely have been noticed"
                    .formatted(Figures.amount(Measure.ACCURACY, drop))));
  }

  private List<ConfigurationFinding> failing() {
    return findings.stream().filter(finding -> finding.finding() == Finding.FAILS).toList();
  }

  private List<ConfigurationFinding> worse() {
    return findings.stream()
        .filter(finding -> effects(List.of(finding)).anyMatch(Effect::isWorse))
        .toList();
  }

  private List<CheckedConfiguration> missing() {
    return configurations.stream().filter(configuration -> configuration.missing() > 0).toList();
  }

  /** What has to be shown for the sweep as a whole, and is not. */
  private List<Effect> unshown() {
    return overall.stream()
        .filter(effect -> effect.measure() != Measure.FRONTIER && effect.isUndecided())
        .toList();
  }

  private List<ConfigurationFinding> undecided() {
    return findings.stream()
        .filter(
            finding ->
                margins.everyConfiguration()
                    && effects(List.of(finding)).anyMatch(Effect::isUndecided))
        .toList();
  }

  private int pairs() {
    return findings.stream().mapToInt(ConfigurationFinding::pairs).sum();
  }

  private static Stream<Effect> effects(List<ConfigurationFinding> findings) {
    return findings.stream()
        .flatMap(finding -> Stream.of(finding.accuracy(), finding.bound()).filter(e -> e != null));
  }

  private String nothingToCompare() {
    boolean known = configurations.stream().anyMatch(each -> !each.checked().isEmpty());
    return known
        ? "no trial was completed in both sweeps, so there is nothing to compare"
        : "the check has none of the baseline's configurations; if the recipe has changed since, pin again";
  }

  private String missingTrials() {
    int trials = missing().stream().mapToInt(CheckedConfiguration::missing).sum();
    return "%s of %s without a result to compare: cancelled, never run, or the data was missing"
        .formatted(
            Figures.count(trials, "trial"), Figures.count(missing().size(), "configuration"));
  }

  private static String whole(Effect effect) {
    String what =
        switch (effect.measure()) {
          case ACCURACY -> "accuracy, on average over the configurations that moved";
          case BOUND -> "the bound, on average over the configurations that moved";
          case FRONTIER -> "the frontier's accuracy at equal bound";
        };
    return what + ": " + numbers(effect);
  }

  private static String moved(ConfigurationFinding finding, Predicate<Effect> which) {
    List<String> moved =
        Stream.of(finding.accuracy(), finding.bound())
            .filter(e -> e != null)
            .filter(which)
            .map(effect -> word(effect.measure()) + " " + numbers(effect))
            .toList();
    return finding.label() + ": " + String.join("; ", moved);
  }

  private static String word(Measure measure) {
    return switch (measure) {
      case ACCURACY -> "accuracy";
      case BOUND -> "bound";
      case FRONTIER -> "frontier";
    };
  }

  /** Change, from where to where, interval, noise, chance. */
  static String numbers(Effect effect) {
    var text = new StringBuilder(Figures.change(effect.measure(), effect.change()));
    text.append(
        " (%s to %s"
            .formatted(
                Figures.level(effect.measure(), effect.pinned()),
                Figures.level(effect.measure(), effect.checked())));
    if (effect.low() != null) {
      text.append("; 90 % interval ").append(Figures.interval(effect));
    }
    Double noise = effect.noise();
    if (noise != null) {
      text.append("; noise between seeds ").append(Figures.amount(effect.measure(), noise));
    }
    Double p = effect.change() == 0 ? null : chance(effect);
    if (p != null && p < 1) {
      text.append("; p ").append(p < 0.001 ? "" : "= ").append(Figures.p(p));
    }
    return text.append(')').toString();
  }

  private static @Nullable Double chance(Effect effect) {
    Double worse = effect.pWorse();
    Double better = effect.pBetter();
    return worse == null || better == null ? null : (Double) Math.min(worse, better);
  }

  private String marginOf(Effect effect) {
    return effect.low() == null
        ? "and with one seed nothing is known about noise"
        : "which does not exclude a loss of the " + margin(effect);
  }

  private String margin(Effect effect) {
    return "margin of " + Figures.amount(effect.measure(), margins.of(effect.measure()));
  }

  private static void named(
      List<String> reasons,
      List<ConfigurationFinding> findings,
      Function<ConfigurationFinding, String> text) {
    findings.stream().limit(MOST_NAMED).map(text).forEach(reasons::add);
    if (findings.size() > MOST_NAMED) {
      reasons.add("and %d configurations more".formatted(findings.size() - MOST_NAMED));
    }
  }
}
