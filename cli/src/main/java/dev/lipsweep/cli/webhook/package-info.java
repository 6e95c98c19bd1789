/** Webhooks: who is told when a frontier changes. */
@NullMarked
package dev.lipsweep.cli.webhook;

import org.jspecify.annotations.NullMarked;
