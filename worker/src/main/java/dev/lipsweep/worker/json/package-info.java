/** The wire contract as JSON, in Jackson's terms. */
@NullMarked
package dev.lipsweep.worker.json;

import org.jspecify.annotations.NullMarked;
