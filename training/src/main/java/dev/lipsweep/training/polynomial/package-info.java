/** Polynomials of singular values, which optimizers and constraints are both made of. */
@NullMarked
package dev.lipsweep.training.polynomial;

import org.jspecify.annotations.NullMarked;
