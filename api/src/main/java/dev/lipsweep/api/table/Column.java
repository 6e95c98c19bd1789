package dev.lipsweep.api.table;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param value of a row, in the type's Java form, or null where the row has none
 */
public record Column<R>(String name, Type type, Function<R, @Nullable Object> value) {
  /** What a column holds. */
  public enum Type {
    /** String. */
    TEXT,
    /** Long or Integer. */
    WHOLE,
    /** Double; infinite ones are kept where the format can. */
    REAL
  }

  public static <R> Column<R> text(String name, Function<R, @Nullable Object> value) {
    return new Column<>(name, Type.TEXT, value);
  }

  public static <R> Column<R> whole(String name, Function<R, @Nullable Object> value) {
    return new Column<>(name, Type.WHOLE, value);
  }

  public static <R> Column<R> real(String name, Function<R, @Nullable Object> value) {
    return new Column<>(name, Type.REAL, value);
  }
}
