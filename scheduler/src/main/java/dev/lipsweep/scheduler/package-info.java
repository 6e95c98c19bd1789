/** What happens without being asked for: expansion, promotion, reaping, retention, launching. */
@NullMarked
package dev.lipsweep.scheduler;

import org.jspecify.annotations.NullMarked;
