/**
 * Baselines: a pinned sweep, a rerun of it, and the verdict on the difference.
 *
 * <p>{@link dev.lipsweep.domain.baseline.Comparison} is the rule; what it found is a {@link
 * dev.lipsweep.domain.baseline.CheckReport}.
 */
@NullMarked
package dev.lipsweep.domain.baseline;

import org.jspecify.annotations.NullMarked;
