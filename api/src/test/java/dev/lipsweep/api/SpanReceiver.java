package dev.lipsweep.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Takes spans by OTLP over HTTP, as a collector does, and reads of them what tests ask. */
final class SpanReceiver implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 120_000;

  private final HttpServer http;
  private final List<Span> spans = new ArrayList<>(); // guarded by itself

  /** Ids in hex; no parent is an empty text. */
  record Span(String trace, String id, String parent, String name) {}

  SpanReceiver() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/v1/traces", this::receive);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:%d/v1/traces".formatted(http.getAddress().getPort());
  }

  List<Span> all() {
    synchronized (spans) {
      return List.copyOf(spans);
    }
  }

  /** The first span like this, as soon as it has come. */
  Span await(Predicate<Span> like) throws InterruptedException {
    long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
    synchronized (spans) {
      while (true) {
        for (Span span : spans) {
          if (like.test(span)) {
            return span;
          }
        }
        long left = deadline - System.currentTimeMillis();
        if (left <= 0) {
          throw new AssertionError("no such span; there are " + spans);
        }
        spans.wait(left);
      }
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    synchronized (spans) {
      for (byte[] resource : fields(body).getOrDefault(1, List.of())) {
        for (byte[] scope : fields(resource).getOrDefault(2, List.of())) {
          fields(scope).getOrDefault(2, List.of()).forEach(span -> spans.add(span(fields(span))));
        }
      }
      spans.notifyAll();
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private static Span span(Map<Integer, List<byte[]>> fields) {
    return new Span(
        hex(fields, 1),
        hex(fields, 2),
        hex(fields, 4),
        new String(fields.get(5).getFirst(), StandardCharsets.UTF_8));
  }

  private static String hex(Map<Integer, List<byte[]>> fields, int number) {
    return HexFormat.of().formatHex(fields.getOrDefault(number, List.of(new byte[0])).getFirst());
  }

  /** The fields of a protobuf message that have a length, by number; the others are skipped. */
  private static Map<Integer, List<byte[]>> fields(byte[] message) {
    var fields = new HashMap<Integer, List<byte[]>>();
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      int tag = (int) varint(in);
      switch (tag & 7) {
        case 0 -> varint(in);
        case 1 -> in.getLong();
        case 5 -> in.getInt();
        case 2 -> {
          byte[] value = new byte[(int) varint(in)];
          in.get(value);
          fields.computeIfAbsent(tag >>> 3, number -> new ArrayList<>()).add(value);
        }
        default -> throw new IllegalStateException("wire type " + (tag & 7));
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
