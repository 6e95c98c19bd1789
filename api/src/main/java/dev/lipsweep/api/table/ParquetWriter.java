package dev.lipsweep.api.table;

import dev.lipsweep.api.table.Column.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Util;

/**
 * Writes a flat table as Parquet, row group after row group, so that no more than one of them is in
 * memory. Every column may have nulls; a row group has one page a column, in plain encoding, packed
 * by gzip. The file's structures are Apache's own classes (parquet-format); the rest of Apache's
 * writer would bring Hadoop.
 *
 * <p>Format: https://parquet.apache.org/docs/file-format/
 */
final class ParquetWriter<R> {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int ROWS_PER_GROUP = 20_000;

  private final List<Column<R>> columns;
  private final OutputStream out;
  private long position;

  ParquetWriter(List<Column<R>> columns, OutputStream out) {
    this.columns = columns;
    this.out = out;
  }

  void write(Iterator<R> rows) throws IOException {
    write(MAGIC);
    var groups = new ArrayList<RowGroup>();
    long total = 0;
    while (rows.hasNext()) {
      var batch = new ArrayList<R>();
      while (rows.hasNext() && batch.size() < ROWS_PER_GROUP) {
        batch.add(rows.next());
      }
      groups.add(group(batch));
      total += batch.size();
    }
    var footer = new ByteArrayOutputStream();
    var meta = new FileMetaData(1, schema(), total, groups);
    meta.setCreated_by("lipsweep");
    Util.writeFileMetaData(meta, footer);
    write(footer.toByteArray());
    write(little(4).putInt(footer.size()).array());
    write(MAGIC);
    out.flush();
  }

  private List<SchemaElement> schema() {
    var schema = new ArrayList<SchemaElement>();
    var root = new SchemaElement("lipsweep");
    root.setNum_children(columns.size());
    schema.add(root);
    for (Column<R> column : columns) {
      var element = new SchemaElement(column.name());
      element.setType(type(column));
      element.setRepetition_type(FieldRepetitionType.OPTIONAL);
      if (column.type() == Type.TEXT) {
        element.setConverted_type(ConvertedType.UTF8);
        element.setLogicalType(LogicalType.STRING(new StringType()));
      }
      schema.add(element);
    }
    return schema;
  }

  private RowGroup group(List<R> rows) throws IOException {
    var chunks = new ArrayList<ColumnChunk>();
    long size = 0;
    for (Column<R> column : columns) {
      ColumnChunk chunk = chunk(column, rows);
      size += chunk.getMeta_data().getTotal_uncompressed_size();
      chunks.add(chunk);
    }
    return new RowGroup(chunks, size, rows.size());
  }

  private ColumnChunk chunk(Column<R> column, List<R> rows) throws IOException {
    byte[] page = page(column, rows);
    byte[] packed = packed(page);
    var header = new PageHeader(PageType.DATA_PAGE, page.length, packed.length);
    header.setData_page_header(
        new DataPageHeader(rows.size(), Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
    var head = new ByteArrayOutputStream();
    Util.writePageHeader(header, head);
    long start = position;
    write(head.toByteArray());
    write(packed);
    var chunk = new ColumnChunk(start);
    chunk.setMeta_data(
        new ColumnMetaData(
            type(column),
            List.of(Encoding.PLAIN, Encoding.RLE),
            List.of(column.name()),
            CompressionCodec.GZIP,
            rows.size(),
            (long) head.size() + page.length,
            position - start,
            start));
    return chunk;
  }

  /** Which rows have a value, as runs of ones and zeros behind their length; then the values. */
  private byte[] page(Column<R> column, List<R> rows) {
    var levels = new ByteArrayOutputStream();
    var values = new ByteArrayOutputStream();
    int run = 0;
    boolean present = false;
    for (R row : rows) {
      Object value = column.value().apply(row);
      if (run > 0 && present != (value != null)) {
        run(levels, run, present);
        run = 0;
      }
      present = value != null;
      run++;
      if (value != null) {
        values.writeBytes(plain(column.type(), value));
      }
    }
    run(levels, run, present);
    var page = new ByteArrayOutputStream();
    page.writeBytes(little(4).putInt(levels.size()).array());
    page.writeBytes(levels.toByteArray());
    page.writeBytes(values.toByteArray());
    return page.toByteArray();
  }

  /** A run of equal levels: twice its length as a varint, then the level. */
  private static void run(ByteArrayOutputStream levels, int length, boolean present) {
    int rest = length << 1;
    while (rest >= 0x80) {
      levels.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    levels.write(rest);
    levels.write(present ? 1 : 0);
  }

  private static byte[] plain(Type type, Object value) {
    return switch (type) {
      case TEXT -> {
        byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
        yield little(4 + text.length).putInt(text.length).put(text).array();
      }
      case WHOLE -> little(8).putLong(((Number) value).longValue()).array();
      case REAL -> little(8).putDouble(((Number) value).doubleValue()).array();
    };
  }

  private static byte[] packed(byte[] page) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(page);
    }
    return packed.toByteArray();
  }

  private static <R> org.apache.parquet.format.Type type(Column<R> column) {
    return switch (column.type()) {
      case TEXT -> org.apache.parquet.format.Type.BYTE_ARRAY;
      case WHOLE -> org.apache.parquet.format.Type.INT64;
      case REAL -> org.apache.parquet.format.Type.DOUBLE;
    };
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }
}
