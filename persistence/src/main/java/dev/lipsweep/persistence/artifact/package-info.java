/** Content-addressed artifacts: rows in the database, bytes in a store. */
@NullMarked
package dev.lipsweep.persistence.artifact;

import org.jspecify.annotations.NullMarked;
