/** The recipes of the domain's catalogue, bound to networks, data and methods that train. */
@NullMarked
package dev.lipsweep.training.recipe;

import org.jspecify.annotations.NullMarked;
