/**
 * Searches over REST: where they stand, what they found for their compute, and points of one's own.
 */
@NullMarked
package dev.lipsweep.api.search;

import org.jspecify.annotations.NullMarked;
