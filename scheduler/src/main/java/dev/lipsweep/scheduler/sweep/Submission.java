package dev.lipsweep.scheduler.sweep;

import dev.lipsweep.domain.sweep.SweepDefinition;

/**
 * A sweep to be stored.
 *
 * @param text the definition as the person wrote it
 * @param tree what {@code definition} was read from: maps, lists, strings, numbers, booleans. It is
 *     kept, so that the expansion of a large sweep can go on after a restart
 */
public record Submission(SweepDefinition definition, String text, Object tree) {}
