/** Sends what webhooks are told. */
@NullMarked
package dev.lipsweep.scheduler.webhook;

import org.jspecify.annotations.NullMarked;
