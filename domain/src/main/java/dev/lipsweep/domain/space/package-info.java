/** The search space of a sweep: a union of grids. */
@NullMarked
package dev.lipsweep.domain.space;

import org.jspecify.annotations.NullMarked;
