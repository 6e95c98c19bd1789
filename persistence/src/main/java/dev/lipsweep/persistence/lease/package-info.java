/** Claiming, renewing and ending attempts: the fenced writes, each one SQL statement. */
@NullMarked
package dev.lipsweep.persistence.lease;

import org.jspecify.annotations.NullMarked;
