/** The Pareto frontier of bound against accuracy. */
@NullMarked
package dev.lipsweep.domain.frontier;

import org.jspecify.annotations.NullMarked;
