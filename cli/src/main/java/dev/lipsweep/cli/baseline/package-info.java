/** Baselines from the command line: pin, check, and an exit code that is the verdict. */
@NullMarked
package dev.lipsweep.cli.baseline;

import org.jspecify.annotations.NullMarked;
