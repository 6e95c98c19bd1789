/** Canonical JSON, the form that is hashed. */
@NullMarked
package dev.lipsweep.domain.json;

import org.jspecify.annotations.NullMarked;
