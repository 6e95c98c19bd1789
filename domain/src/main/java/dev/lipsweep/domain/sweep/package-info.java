/** Sweeps: their definition as a person writes it, and their states. */
@NullMarked
package dev.lipsweep.domain.sweep;

import org.jspecify.annotations.NullMarked;
