/**
 * Searches: which points of a space to train next. All of it are pure functions of what is known,
 * so that server, simulator and tests run the same code.
 */
@NullMarked
package dev.lipsweep.domain.search;

import org.jspecify.annotations.NullMarked;
