/** Answers kept for requests that are sent again. */
@NullMarked
package dev.lipsweep.persistence.idempotency;

import org.jspecify.annotations.NullMarked;
