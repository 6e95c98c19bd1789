/** What Prometheus can ask. */
@NullMarked
package dev.lipsweep.api.observability;

import org.jspecify.annotations.NullMarked;
