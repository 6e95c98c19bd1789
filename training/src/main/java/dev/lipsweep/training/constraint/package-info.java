/** The weight constraints: what keeps the norm of every matrix under its cap. */
@NullMarked
package dev.lipsweep.training.constraint;

import org.jspecify.annotations.NullMarked;
