/** Logs of attempts: pieces in, the end of each out. */
@NullMarked
package dev.lipsweep.persistence.log;

import org.jspecify.annotations.NullMarked;
