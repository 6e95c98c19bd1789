package dev.lipsweep.domain.frontier.statistics;

import org.jspecify.annotations.Nullable;

/**
 * What one method, or everything together, answers to a question.
 *
 * @param group empty for everything together
 * @param result the configuration that answers; null if none does
 * @param value the accuracy, or log10 of the bound, that was asked for, with its interval. A lower
 *     end of -inf (of an accuracy) or an upper one of NaN (of a bound) says that in too many
 *     resamples nothing answers
 * @param share of the resamples in which this configuration answers too; of a cheapest one, in
 *     which it is still good enough
 * @param cost of the configuration; NaN unless the question is of costs
 */
public record Answer(
    String group, @Nullable AggregatedResult result, Estimate value, double share, double cost) {}
