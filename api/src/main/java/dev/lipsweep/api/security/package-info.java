/** Bearer tokens, scopes and the headers that protect the dashboard. */
@NullMarked
package dev.lipsweep.api.security;

import org.jspecify.annotations.NullMarked;
