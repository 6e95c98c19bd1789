package dev.lipsweep.persistence.analysis;

import java.util.List;

/**
 * A sweep's trials over two of its parameters.
 *
 * @param outside trials that lack one of the two parameters, and so are in no cell
 */
public record CellGrid(
    SweepAxis x, SweepAxis y, CellMetric metric, int outside, List<Cell> cells) {}
