/** Baselines over REST: pin, check, read the verdict in three forms, schedule. */
@NullMarked
package dev.lipsweep.api.baseline;

import org.jspecify.annotations.NullMarked;
