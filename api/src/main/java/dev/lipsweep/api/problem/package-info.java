/** What went wrong, as RFC 9457 problem details that name the place and the fix. */
@NullMarked
package dev.lipsweep.api.problem;

import org.jspecify.annotations.NullMarked;
