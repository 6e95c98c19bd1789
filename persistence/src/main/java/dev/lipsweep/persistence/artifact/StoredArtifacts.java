package dev.lipsweep.persistence.artifact;

/**
 * What is stored, in numbers.
 *
 * @param place a folder or a bucket
 */
public record StoredArtifacts(String place, long count, long bytes) {}
