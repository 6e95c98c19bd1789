/** Definitions to begin with: the repository's examples. */
@NullMarked
package dev.lipsweep.api.template;

import org.jspecify.annotations.NullMarked;
