/** The server: REST, events, security, and what starts it. */
@NullMarked
package dev.lipsweep.api;

import org.jspecify.annotations.NullMarked;
