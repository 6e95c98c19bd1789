/** Which servers a client believes. */
@NullMarked
package dev.lipsweep.domain.tls;

import org.jspecify.annotations.NullMarked;
