/** Checks of baselines: begun when asked or by schedule, concluded when their sweep has ended. */
@NullMarked
package dev.lipsweep.scheduler.baseline;

import org.jspecify.annotations.NullMarked;
