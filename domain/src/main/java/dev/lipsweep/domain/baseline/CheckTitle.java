package dev.lipsweep.domain.baseline;

import java.time.Instant;

/**
 * What a written report is about.
 *
 * @param baseline its name
 * @param number of the check
 * @param pinnedSweep name or id of what was compared with
 * @param checkedSweep name or id of what was checked
 * @param concludedAt when the verdict was given
 */
public record CheckTitle(
    String baseline, int number, String pinnedSweep, String checkedSweep, Instant concludedAt) {}
