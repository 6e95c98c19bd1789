/** Baselines, their checks, and the trials that a check compares. */
@NullMarked
package dev.lipsweep.persistence.baseline;

import org.jspecify.annotations.NullMarked;
