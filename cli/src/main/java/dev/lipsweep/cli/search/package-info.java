/** Commands about searches: what they did, and what another policy would have done. */
@NullMarked
package dev.lipsweep.cli.search;

import org.jspecify.annotations.NullMarked;
