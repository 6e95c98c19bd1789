/** Rows for people's programs: CSV, JSON Lines, Parquet. */
@NullMarked
package dev.lipsweep.api.table;

import org.jspecify.annotations.NullMarked;
