/**
 * The second opinion on certificates: bounds computed again from a stored checkpoint, by code that
 * shares nothing with the code that trained and certified.
 */
@NullMarked
package dev.lipsweep.audit;

import org.jspecify.annotations.NullMarked;
