/** Sweeps: their rows, their states, what a person is told about them. */
@NullMarked
package dev.lipsweep.persistence.sweep;

import org.jspecify.annotations.NullMarked;
