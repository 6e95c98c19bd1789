package dev.lipsweep.api.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One table, for every format the same columns and rows. Formats are written as the rows come.
 *
 * @param rows opened anew by each writing
 */
public record Table<R>(List<Column<R>> columns, Supplier<Stream<R>> rows) {
  private static final JsonMapper JSON = new JsonMapper();

  public Table {
    columns = List.copyOf(columns);
  }

  /** RFC 4180 with a header; what is not there is an empty field. */
  public void csv(OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    try (Stream<R> all = rows.get()) {
      CsvWriter csv = CsvWriter.builder().build(text);
      csv.writeRecord(columns.stream().map(Column::name).toList());
      all.forEach(
          row ->
              csv.writeRecord(
                  columns.stream()
                      .map(column -> Objects.toString(column.value().apply(row), ""))
                      .toList()));
      csv.flush();
    }
  }

  /**
   * One JSON object a line. JSON knows no infinity: it is null, and a column of its own says so.
   */
  public void jsonLines(OutputStream out) throws IOException {
    try (Stream<R> all = rows.get()) {
      for (var row = all.iterator(); row.hasNext(); ) {
        out.write(JSON.writeValueAsBytes(json(row.next())));
        out.write('\n');
      }
      out.flush();
    }
  }

  public void parquet(OutputStream out) throws IOException {
    try (Stream<R> all = rows.get()) {
      new ParquetWriter<>(columns, out).write(all.iterator());
    }
  }

  private ObjectNode json(R row) {
    ObjectNode object = JSON.createObjectNode();
    for (Column<R> column : columns) {
      Object value = column.value().apply(row);
      boolean writable = !(value instanceof Double number) || Double.isFinite(number);
      object.set(column.name(), JSON.valueToTree(writable ? value : null));
    }
    return object;
  }
}
