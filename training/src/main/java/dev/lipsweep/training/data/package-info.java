/** The data sets: where they come from, their digests, and which examples each step sees. */
@NullMarked
package dev.lipsweep.training.data;

import org.jspecify.annotations.NullMarked;
