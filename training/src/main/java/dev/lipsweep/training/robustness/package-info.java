/** What small changes of an input do to a classifier: attacks, certified radii, smoothing. */
@NullMarked
package dev.lipsweep.training.robustness;

import org.jspecify.annotations.NullMarked;
