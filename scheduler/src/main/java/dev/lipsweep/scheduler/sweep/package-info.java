/** Commands to sweeps. */
@NullMarked
package dev.lipsweep.scheduler.sweep;

import org.jspecify.annotations.NullMarked;
