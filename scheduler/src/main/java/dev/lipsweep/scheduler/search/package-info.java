/** Makes sweeps grow by their searches and races, and stops trials that are not worth finishing. */
@NullMarked
package dev.lipsweep.scheduler.search;

import org.jspecify.annotations.NullMarked;
