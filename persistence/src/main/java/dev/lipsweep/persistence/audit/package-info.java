/** Who did what: the log of requests that change something. */
@NullMarked
package dev.lipsweep.persistence.audit;

import org.jspecify.annotations.NullMarked;
