/** What searches, races and stopping rules remember and look at. */
@NullMarked
package dev.lipsweep.persistence.search;

import org.jspecify.annotations.NullMarked;
