package dev.lipsweep.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
  /** A row with something missing in every way. */
  private record Row(@Nullable String name, @Nullable Long seed, @Nullable Double bound) {}

  private static final List<Column<Row>> COLUMNS =
      List.of(
          Column.text("name", Row::name),
          Column.whole("seed", Row::seed),
          Column.real("bound", Row::bound));

  private static final Table<Row> SMALL =
      new Table<>(
          COLUMNS,
          () ->
              Stream.of(
                  new Row("muon, \"soft\" ∞", 1L, 264.31),
                  new Row(null, Long.MAX_VALUE, Double.POSITIVE_INFINITY),
                  new Row("", null, null)));

  @TempDir Path folder;

  @Test
  void csv_and_json_lines_have_the_same_columns_and_rows() throws IOException {
    var csv = new ByteArrayOutputStream();
    SMALL.csv(csv);
    assertThat(csv.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "name,seed,bound",
            "\"muon, \"\"soft\"\" ∞\",1,264.31",
            ",9223372036854775807,Infinity",
            ",,");
    var lines = new ByteArrayOutputStream();
    SMALL.jsonLines(lines);
    assertThat(lines.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "{\"name\":\"muon, \\\"soft\\\" ∞\",\"seed\":1,\"bound\":264.31}",
            "{\"name\":null,\"seed\":9223372036854775807,\"bound\":null}",
            "{\"name\":\"\",\"seed\":null,\"bound\":null}");
  }

  @Test
  void duckdb_reads_the_parquet_file() throws Exception {
    Path file = written(SMALL);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      assertThat(strings(duck, "select column_type from (describe select * from '" + file + "')"))
          .containsExactly("VARCHAR", "BIGINT", "DOUBLE");
      assertThat(strings(duck, "select name from '" + file + "'"))
          .containsExactly("muon, \"soft\" ∞", null, "");
      assertThat(strings(duck, "select seed from '" + file + "'"))
          .containsExactly("1", "9223372036854775807", null);
      assertThat(strings(duck, "select bound from '" + file + "'"))
          .containsExactly("264.31", "Infinity", null);
    }
  }

  @Test
  void many_rows_are_several_row_groups_and_none_are_an_empty_table() throws Exception {
    var many =
        new Table<>(
            COLUMNS,
            () ->
                IntStream.range(0, 50_001)
                    .mapToObj(
                        i ->
                            new Row(
                                i % 3 == 0 ? null : "n" + i,
                                (long) i,
                                i % 1000 == 0 ? null : i / 2.0)));
    Path file = written(many);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      assertThat(
              strings(
                  duck,
                  "select count(*) || ' ' || count(name) || ' ' || sum(seed) || ' ' || count(bound) from '"
                      + file
                      + "'"))
          .containsExactly("50001 33334 1250025000 49950");
      assertThat(
              strings(
                  duck,
                  "select count(distinct row_group_id) from parquet_metadata('" + file + "')"))
          .containsExactly("3");
      assertThat(
              strings(
                  duck,
                  "select count(*) from '"
                      + file
                      + "' where name = 'n' || seed and bound = seed / 2"))
          .containsExactly("33300");
    }
    Path none = written(new Table<>(COLUMNS, Stream::<Row>empty));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      assertThat(strings(duck, "select count(*) from '" + none + "'")).containsExactly("0");
    }
  }

  private Path written(Table<Row> table) throws IOException {
    Path file = Files.createTempFile(folder, "table", ".parquet");
    try (var out = Files.newOutputStream(file)) {
      table.parquet(out);
    }
    return file;
  }

  private static List<@Nullable String> strings(Connection duck, String sql) throws SQLException {
    try (var statement = duck.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      var found = new ArrayList<@Nullable String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
