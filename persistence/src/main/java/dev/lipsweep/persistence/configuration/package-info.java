/** Configurations as they are stored: written once, by whoever submits, and never changed. */
@NullMarked
package dev.lipsweep.persistence.configuration;

import org.jspecify.annotations.NullMarked;
