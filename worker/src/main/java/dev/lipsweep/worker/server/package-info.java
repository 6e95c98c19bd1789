/** The server as a worker sees it: calls, and what can come back instead of an answer. */
@NullMarked
package dev.lipsweep.worker.server;

import org.jspecify.annotations.NullMarked;
