/** Metric series: chunks in, reduced series out. */
@NullMarked
package dev.lipsweep.persistence.metric;

import org.jspecify.annotations.NullMarked;
