/** Which parameters of a sweep matter, over REST. */
@NullMarked
package dev.lipsweep.api.importance;

import org.jspecify.annotations.NullMarked;
