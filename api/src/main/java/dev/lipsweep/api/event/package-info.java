/** Events by SSE: one poll of the log feeds every reader. */
@NullMarked
package dev.lipsweep.api.event;

import org.jspecify.annotations.NullMarked;
