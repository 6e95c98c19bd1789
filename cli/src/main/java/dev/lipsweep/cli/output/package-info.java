/** What is printed, and how: tables, numbers, problems, lines that change in place. */
@NullMarked
package dev.lipsweep.cli.output;

import org.jspecify.annotations.NullMarked;
