package dev.lipsweep.persistence.trial;

/** A recipe by name and version. */
public record TrialRecipe(String name, int version) {}
