/** Content-addressed artifacts over REST. */
@NullMarked
package dev.lipsweep.api.artifact;

import org.jspecify.annotations.NullMarked;
