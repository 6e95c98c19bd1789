/** The agent: claims trials over HTTP and trains each in the child process of a slot. */
@NullMarked
package dev.lipsweep.worker;

import org.jspecify.annotations.NullMarked;
