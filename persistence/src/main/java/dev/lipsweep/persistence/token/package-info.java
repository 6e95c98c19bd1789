/** API tokens. */
@NullMarked
package dev.lipsweep.persistence.token;

import org.jspecify.annotations.NullMarked;
