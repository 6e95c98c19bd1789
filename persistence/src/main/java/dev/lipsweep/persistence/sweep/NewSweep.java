package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.sweep.SweepDefinition;
import java.util.UUID;

/**
 * A sweep to be written.
 *
 * @param text the definition as written
 * @param tree what the definition was read from, as JSON with its keys in order
 */
public record NewSweep(UUID id, SweepDefinition definition, String text, String tree) {}
