/** Reading a sweep definition from YAML or JSON text, with the line of everything in it. */
@NullMarked
package dev.lipsweep.api.definition;

import org.jspecify.annotations.NullMarked;
