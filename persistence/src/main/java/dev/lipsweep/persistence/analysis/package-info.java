/** What the trials of a sweep say together. Every answer is an aggregate that SQL makes. */
@NullMarked
package dev.lipsweep.persistence.analysis;

import org.jspecify.annotations.NullMarked;
