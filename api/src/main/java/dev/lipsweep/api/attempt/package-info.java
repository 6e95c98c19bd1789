/** What a worker reports of an attempt: renewals, metrics, checkpoints, the end. */
@NullMarked
package dev.lipsweep.api.attempt;

import org.jspecify.annotations.NullMarked;
