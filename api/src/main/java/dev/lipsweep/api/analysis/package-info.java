/** What the trials of a sweep say together, over REST. */
@NullMarked
package dev.lipsweep.api.analysis;

import org.jspecify.annotations.NullMarked;
