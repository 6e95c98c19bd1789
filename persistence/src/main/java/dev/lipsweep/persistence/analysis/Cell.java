package dev.lipsweep.persistence.analysis;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The trials of a sweep with one level of two parameters.
 *
 * @param x index of the level on the first axis
 * @param completed trials with a result; the numbers that follow are theirs
 * @param diverged trials that ended INFEASIBLE
 * @param deviation standard deviation; null with fewer than two values
 * @param bestTrialId the trial with the best value, the first of equals
 */
public record Cell(
    int x,
    int y,
    int trials,
    int completed,
    int diverged,
    @Nullable Double mean,
    @Nullable Double deviation,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable UUID bestTrialId,
    @Nullable Integer bestTrialNumber) {}
