package dev.lipsweep.persistence.log;

import java.util.UUID;

/**
 * What an attempt's trainer has said.
 *
 * @param bytes all that is kept
 * @param text the end of it
 */
public record AttemptLog(UUID attemptId, long epoch, long bytes, String text) {}
