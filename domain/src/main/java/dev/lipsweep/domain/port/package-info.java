/** TCP ports that a program of ours is told to listen on. */
@NullMarked
package dev.lipsweep.domain.port;

import org.jspecify.annotations.NullMarked;
