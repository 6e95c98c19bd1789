package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.sweep.Limits;
import dev.lipsweep.domain.sweep.SweepState;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sweep as it stands.
 *
 * @param definition the text as written
 * @param message why it stopped, if it stopped itself; why it waits, if no worker can run it
 * @param progress share of the training steps that are done, 0 to 1; running trials count in part
 * @param eta how long it will go on at the pace so far; null if that is not known or nothing runs
 */
public record Sweep(
    UUID id,
    String name,
    SweepState state,
    String recipe,
    int recipeVersion,
    int priority,
    double weight,
    Limits limits,
    String definition,
    @Nullable String message,
    Instant createdAt,
    @Nullable Instant finishedAt,
    TrialCounts trials,
    double progress,
    @Nullable Duration eta) {}
