/** Past sweeps in simulated time: what a search and a stopping rule would have cost and found. */
@NullMarked
package dev.lipsweep.domain.simulation;

import org.jspecify.annotations.NullMarked;
