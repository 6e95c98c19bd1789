/** Trials and their attempts as a person is told about them. */
@NullMarked
package dev.lipsweep.persistence.trial;

import org.jspecify.annotations.NullMarked;
