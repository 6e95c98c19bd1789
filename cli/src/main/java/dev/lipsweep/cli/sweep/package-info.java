/** Commands about sweeps, trials, frontiers, workers and recipes. */
@NullMarked
package dev.lipsweep.cli.sweep;

import org.jspecify.annotations.NullMarked;
