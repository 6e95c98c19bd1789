/** A network under training: weights, optimizer state and the one operation of training. */
@NullMarked
package dev.lipsweep.training.learner;

import org.jspecify.annotations.NullMarked;
