package dev.lipsweep.domain.search;

import dev.lipsweep.domain.recipe.Configuration;

/**
 * A point that may be trained.
 *
 * @param block the block of the space that it lies in
 * @param places where on each of the block's axes, from 0 to 1
 * @param hash of the configuration
 */
record Candidate(Configuration configuration, int block, double[] places, String hash) {}
