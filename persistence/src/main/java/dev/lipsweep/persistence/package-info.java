/** Trials, leases and results in PostgreSQL. */
@NullMarked
package dev.lipsweep.persistence;

import org.jspecify.annotations.NullMarked;
