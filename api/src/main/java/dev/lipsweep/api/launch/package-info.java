/**
 * Starting the server: options, the home folder, and the checks that turn a failure into one line.
 */
@NullMarked
package dev.lipsweep.api.launch;

import org.jspecify.annotations.NullMarked;
