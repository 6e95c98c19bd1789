package dev.lipsweep.domain.baseline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check's verdict and all that it rests on.
 *
 * @param reasons why, the weightiest first; whole sentences without a full stop
 * @param trials the baseline's trials
 * @param pairs pairs of completed trials of one configuration and seed
 * @param identical pairs that measured the same to the last bit
 * @param overall accuracy, bound and frontier of the sweep as a whole, over what has moved; empty
 *     if nothing has
 * @param configurations the worst first
 * @param seedsNeeded seeds a configuration with which an unchanged system would most likely PASS,
 *     if these did not do; else null
 * @param covariates what else changed
 */
public record CheckReport(
    Verdict verdict,
    List<String> reasons,
    Margins margins,
    int trials,
    int pairs,
    int identical,
    List<Effect> overall,
    List<ConfigurationFinding> configurations,
    @Nullable Integer seedsNeeded,
    List<Covariate> covariates) {
  public CheckReport {
    reasons = List.copyOf(reasons);
    overall = List.copyOf(overall);
    configurations = List.copyOf(configurations);
    covariates = List.copyOf(covariates);
  }
}
