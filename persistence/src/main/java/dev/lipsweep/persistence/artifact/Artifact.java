package dev.lipsweep.persistence.artifact;

import java.io.InputStream;

/** A stored artifact's bytes, to be closed by the reader. */
public record Artifact(String sha256, long sizeBytes, InputStream bytes) {}
