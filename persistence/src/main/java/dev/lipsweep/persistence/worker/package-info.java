/** Workers as the database knows them. */
@NullMarked
package dev.lipsweep.persistence.worker;

import org.jspecify.annotations.NullMarked;
