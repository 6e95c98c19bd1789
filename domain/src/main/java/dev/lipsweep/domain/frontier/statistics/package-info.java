/** What frontiers are worth when every configuration was trained with a few seeds only. */
@NullMarked
package dev.lipsweep.domain.frontier.statistics;

import org.jspecify.annotations.NullMarked;
