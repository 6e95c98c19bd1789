/** What dispatching costs: a real server under simulated workers. */
@NullMarked
package dev.lipsweep.bench;

import org.jspecify.annotations.NullMarked;
