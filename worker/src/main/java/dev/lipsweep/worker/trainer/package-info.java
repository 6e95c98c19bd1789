/** The child JVM of a slot: how it starts, speaks, dies and is replaced. */
@NullMarked
package dev.lipsweep.worker.trainer;

import org.jspecify.annotations.NullMarked;
