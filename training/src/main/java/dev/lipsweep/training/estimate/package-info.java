/** {@code lipsweep estimate}: what a trial would take on this machine, before it is begun. */
@NullMarked
package dev.lipsweep.training.estimate;

import org.jspecify.annotations.NullMarked;
