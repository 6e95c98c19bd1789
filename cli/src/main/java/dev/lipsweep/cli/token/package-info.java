/** Tokens from the command line: made, listed, revoked, and what was done with them. */
@NullMarked
package dev.lipsweep.cli.token;

import org.jspecify.annotations.NullMarked;
