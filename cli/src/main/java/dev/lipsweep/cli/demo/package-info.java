/** The demonstration: one command from nothing to a frontier. */
@NullMarked
package dev.lipsweep.cli.demo;

import org.jspecify.annotations.NullMarked;
