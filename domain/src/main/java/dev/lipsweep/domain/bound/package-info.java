/** Lipschitz bounds, kept as logarithms because the field's own bounds pass 10^264. */
@NullMarked
package dev.lipsweep.domain.bound;

import org.jspecify.annotations.NullMarked;
