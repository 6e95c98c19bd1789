/** Frontiers, computed in SQL. */
@NullMarked
package dev.lipsweep.persistence.frontier;

import org.jspecify.annotations.NullMarked;
