/** What a worker and its trainer say to each other as JSON lines. */
@NullMarked
package dev.lipsweep.domain.trainer;

import org.jspecify.annotations.NullMarked;
