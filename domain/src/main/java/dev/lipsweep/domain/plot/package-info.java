/** What the pictures that the service draws by itself have in common. */
@NullMarked
package dev.lipsweep.domain.plot;

import org.jspecify.annotations.NullMarked;
