/** A worker's time-limited right to a trial. */
@NullMarked
package dev.lipsweep.domain.lease;

import org.jspecify.annotations.NullMarked;
