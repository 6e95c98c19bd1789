/** What the question which parameters matter is answered from. */
@NullMarked
package dev.lipsweep.persistence.importance;

import org.jspecify.annotations.NullMarked;
