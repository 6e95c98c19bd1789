/** What Prometheus can ask, and traces of attempts. */
@NullMarked
package dev.lipsweep.api.observability;

import org.jspecify.annotations.NullMarked;
