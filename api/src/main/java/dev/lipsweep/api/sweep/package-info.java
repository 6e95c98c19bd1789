/** Sweeps over REST: submit, read, pause, resume, cancel, retry. */
@NullMarked
package dev.lipsweep.api.sweep;

import org.jspecify.annotations.NullMarked;
