/** The child process that trains: commands in, events out, one trial after the other. */
@NullMarked
package dev.lipsweep.training.trainer;

import org.jspecify.annotations.NullMarked;
