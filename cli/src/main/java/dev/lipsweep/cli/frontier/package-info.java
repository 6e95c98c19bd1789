/** Frontiers with a name: make, show, keep, compare. */
@NullMarked
package dev.lipsweep.cli.frontier;

import org.jspecify.annotations.NullMarked;
