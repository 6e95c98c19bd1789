/** The loops: what is done again and again, by one server at a time. */
@NullMarked
package dev.lipsweep.scheduler.loop;

import org.jspecify.annotations.NullMarked;
