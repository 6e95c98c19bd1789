/** {@code lipsweep data}: where data sets can be had, and how they get to their folder. */
@NullMarked
package dev.lipsweep.cli.data;

import org.jspecify.annotations.NullMarked;
