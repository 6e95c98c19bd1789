/** What workers and the server say to each other over HTTP. */
@NullMarked
package dev.lipsweep.domain.wire;

import org.jspecify.annotations.NullMarked;
