/** Webhooks over REST. */
@NullMarked
package dev.lipsweep.api.webhook;

import org.jspecify.annotations.NullMarked;
