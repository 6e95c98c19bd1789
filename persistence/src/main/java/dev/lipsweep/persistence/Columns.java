package dev.lipsweep.persistence;

import dev.lipsweep.domain.bound.LogBound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Columns in the types of the domain. */
public final class Columns {
  private Columns() {}

  public static UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  public static @Nullable Double real(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  public static @Nullable Long whole(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  /** The bound in two columns; null if there is none. */
  public static @Nullable LogBound bound(ResultSet row, String kind, String log10)
      throws SQLException {
    String text = row.getString(kind);
    if (text == null) {
      return null;
    }
    return switch (LogBound.Kind.valueOf(text)) {
      case UNKNOWN -> LogBound.UNKNOWN;
      case ZERO, FINITE, INFINITE -> LogBound.ofLog10(row.getDouble(log10));
    };
  }

  /** The second column of a bound: NULL if it is unknown, since no objective column holds a NaN. */
  public static @Nullable Double log10(LogBound bound) {
    // plus zero: there is one zero, in SQL as in Java
    return bound.kind() == LogBound.Kind.UNKNOWN ? null : bound.log10() + 0.0;
  }

  /** An array literal, to be cast to {@code uuid[]}. */
  public static String uuids(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
  }

  /** NULL for what is not finite: nothing in the database is NaN. */
  public static @Nullable Double finite(@Nullable Double value) {
    return value != null && Double.isFinite(value) ? value : null;
  }
}
