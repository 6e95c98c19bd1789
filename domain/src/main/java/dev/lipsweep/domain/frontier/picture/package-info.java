/** The frontier as a picture. */
@NullMarked
package dev.lipsweep.domain.frontier.picture;

import org.jspecify.annotations.NullMarked;
