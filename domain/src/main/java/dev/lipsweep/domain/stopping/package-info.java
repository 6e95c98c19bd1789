/**
 * Stopping rules: which running trials are not worth finishing. Pure functions of what is known.
 */
@NullMarked
package dev.lipsweep.domain.stopping;

import org.jspecify.annotations.NullMarked;
