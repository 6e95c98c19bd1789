/** What is wrong with an input: where, what it says, and what would be right. */
@NullMarked
package dev.lipsweep.domain.problem;

import org.jspecify.annotations.NullMarked;
