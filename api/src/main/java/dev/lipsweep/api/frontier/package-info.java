/** The frontier over REST, as JSON, CSV or a picture. */
@NullMarked
package dev.lipsweep.api.frontier;

import org.jspecify.annotations.NullMarked;
