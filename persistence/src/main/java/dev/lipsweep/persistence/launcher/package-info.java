/** What launchers of workers saw last. */
@NullMarked
package dev.lipsweep.persistence.launcher;

import org.jspecify.annotations.NullMarked;
