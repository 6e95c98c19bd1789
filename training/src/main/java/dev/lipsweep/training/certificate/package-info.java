/**
 * Upper bounds of Lipschitz constants and of activations, from the weights alone, in plain Java
 * doubles (BOUNDS.md): nothing here shares code with what trains.
 */
@NullMarked
package dev.lipsweep.training.certificate;

import org.jspecify.annotations.NullMarked;
