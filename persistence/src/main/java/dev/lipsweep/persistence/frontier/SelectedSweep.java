package dev.lipsweep.persistence.frontier;

import java.util.UUID;

/** A sweep that a selection has found. */
public record SelectedSweep(UUID id, String name, String recipe) {}
