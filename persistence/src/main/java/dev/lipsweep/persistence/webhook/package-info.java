/** Who is told when a frontier changes, and the outbox of what they are told. */
@NullMarked
package dev.lipsweep.persistence.webhook;

import org.jspecify.annotations.NullMarked;
