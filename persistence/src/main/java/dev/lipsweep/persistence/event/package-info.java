/** The log of what happened, for readers that follow. */
@NullMarked
package dev.lipsweep.persistence.event;

import org.jspecify.annotations.NullMarked;
