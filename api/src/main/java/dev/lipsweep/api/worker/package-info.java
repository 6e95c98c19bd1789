/** Workers over REST: register, claim, leave, and the list for people. */
@NullMarked
package dev.lipsweep.api.worker;

import org.jspecify.annotations.NullMarked;
