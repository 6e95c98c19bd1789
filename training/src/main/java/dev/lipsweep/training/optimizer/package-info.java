/** The optimizers: what a gradient becomes, and how far one update can move a matrix. */
@NullMarked
package dev.lipsweep.training.optimizer;

import org.jspecify.annotations.NullMarked;
