/** One execution of a trial: its lease, what it has to report, and in which order. */
@NullMarked
package dev.lipsweep.worker.attempt;

import org.jspecify.annotations.NullMarked;
