package dev.lipsweep.domain.frontier.statistics;

/**
 * A number and the interval that resampling the seeds gives it.
 *
 * @param value of the results as they are; the interval need not lie around it
 */
public record Estimate(double value, double low, double high) {}
