/** Trials and attempts: their states, outcomes and causes of failure. */
@NullMarked
package dev.lipsweep.domain.trial;

import org.jspecify.annotations.NullMarked;
