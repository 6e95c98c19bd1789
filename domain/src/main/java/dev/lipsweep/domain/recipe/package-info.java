/** Recipes as data: the parameters of each training program, their ranges and when they matter. */
@NullMarked
package dev.lipsweep.domain.recipe;

import org.jspecify.annotations.NullMarked;
