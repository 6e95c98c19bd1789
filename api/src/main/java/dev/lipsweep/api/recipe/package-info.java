/** Recipes and the JSON Schema of sweep definitions over REST. */
@NullMarked
package dev.lipsweep.api.recipe;

import org.jspecify.annotations.NullMarked;
