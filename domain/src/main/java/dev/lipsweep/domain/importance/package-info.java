/** Which parameters matter: how much of an objective's variance each of them explains. */
@NullMarked
package dev.lipsweep.domain.importance;

import org.jspecify.annotations.NullMarked;
