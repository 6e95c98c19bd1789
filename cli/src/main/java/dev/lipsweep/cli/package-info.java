/** The command line: it speaks HTTP to the server, and starts one for the demonstration. */
@NullMarked
package dev.lipsweep.cli;

import org.jspecify.annotations.NullMarked;
