package dev.lipsweep.domain.sweep;

/**
 * How fast the trials of one method are, and how much of them is left.
 *
 * @param finished trials that the next two numbers are of
 * @param stepSeconds time of a step, on average over the finished trials; 0 if there are none
 * @param deviation its standard deviation between trials; 0 with fewer than two
 * @param trialsLeft trials that have not ended
 * @param stepsLeft steps that those still have to make
 */
public record MethodPace(
    long finished, double stepSeconds, double deviation, long trialsLeft, double stepsLeft) {}
