/** Measures what training costs; {@code lipsweep bench training} prints it. */
@NullMarked
package dev.lipsweep.training.bench;

import org.jspecify.annotations.NullMarked;
