/** Trials over REST: lists, attempts, metrics, certificates. */
@NullMarked
package dev.lipsweep.api.trial;

import org.jspecify.annotations.NullMarked;
