/** The data sets that recipes need: their files as they have to be. */
@NullMarked
package dev.lipsweep.domain.data;

import org.jspecify.annotations.NullMarked;
