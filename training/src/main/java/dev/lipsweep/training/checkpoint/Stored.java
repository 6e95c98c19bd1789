package dev.lipsweep.training.checkpoint;

import java.nio.file.Path;

/** A checkpoint that is complete on disk. */
public record Stored(Path file, String sha256, long sizeBytes) {}
