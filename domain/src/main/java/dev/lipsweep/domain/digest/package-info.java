/** Content by its digest: configurations, checkpoints, data sets and tokens are known by theirs. */
@NullMarked
package dev.lipsweep.domain.digest;

import org.jspecify.annotations.NullMarked;
