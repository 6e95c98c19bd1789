/** The embedded PostgreSQL: durable, on loopback, one per home. */
@NullMarked
package dev.lipsweep.api.postgres;

import org.jspecify.annotations.NullMarked;
