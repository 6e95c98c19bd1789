/** Starting workers on an engine. */
@NullMarked
package dev.lipsweep.scheduler.launcher;

import org.jspecify.annotations.NullMarked;
