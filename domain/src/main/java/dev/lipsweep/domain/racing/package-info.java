/**
 * Racing: further seeds for configurations of which it is not clear whether they are on the
 * frontier.
 */
@NullMarked
package dev.lipsweep.domain.racing;

import org.jspecify.annotations.NullMarked;
