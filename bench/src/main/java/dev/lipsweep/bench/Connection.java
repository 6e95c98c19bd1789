package dev.lipsweep.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive HTTP/1.1 connection, blocking. The load shares two cores with what it measures, so
 * it does no more than the protocol asks for; a general client costs more than the server does.
 */
final class Connection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 120_000;

  /** A server may close what nobody has used for a while; half of what ours waits. */
  private static final long IDLE_NANOS = 10_000_000_000L;

  /** An answer; {@code body} is empty where there is none. */
  record Reply(int status, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    Reply expect(int wanted) {
      if (status != wanted) {
        throw new IllegalStateException("wanted %d, got %d: %s".formatted(wanted, status, text()));
      }
      return this;
    }
  }

  private record Wire(Socket socket, InputStream in) {}

  private final URI server;
  private final String common;
  private Wire wire;
  private long lastUsed;
  private boolean farewell;

  /**
   * @param token null for what anybody may ask
   */
  Connection(URI server, @Nullable String token) throws IOException {
    this.server = server;
    this.wire = dial(server);
    this.lastUsed = System.nanoTime();
    common =
        " HTTP/1.1\r\nHost: %s:%d\r\n".formatted(server.getHost(), server.getPort())
            + (token == null ? "" : "Authorization: Bearer %s\r\n".formatted(token));
  }

  Reply post(String path, String json) throws IOException {
    return send("POST", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  Reply send(String method, String path, String type, byte[] body) throws IOException {
    byte[] head =
        (method
                + " "
                + path
                + common
                + "Content-Type: "
                + type
                + "\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = new byte[head.length + body.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    if (farewell || System.nanoTime() - lastUsed > IDLE_NANOS) {
      close();
      wire = dial(server);
      farewell = false;
    }
    wire.socket().getOutputStream().write(whole);
    Reply reply = reply();
    lastUsed = System.nanoTime();
    return reply;
  }

  private static Wire dial(URI server) throws IOException {
    var socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new Wire(socket, new BufferedInputStream(socket.getInputStream(), 1 << 14));
  }

  private Reply reply() throws IOException {
    int status = Integer.parseInt(line().substring(9, 12));
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.endsWith("chunked");
      } else if (lower.equals("connection: close")) {
        farewell = true; // a server does so after some number of requests
      }
    }
    return new Reply(status, chunked ? chunks() : exactly(length));
  }

  private byte[] chunks() throws IOException {
    byte[] body = new byte[0];
    while (true) {
      byte[] chunk = exactly(Integer.parseInt(line(), 16));
      line();
      if (chunk.length == 0) {
        return body;
      }
      byte[] longer = Arrays.copyOf(body, body.length + chunk.length);
      System.arraycopy(chunk, 0, longer, body.length, chunk.length);
      body = longer;
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = wire.in().readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the server closed the connection in the middle of an answer");
    }
    return bytes;
  }

  private String line() throws IOException {
    var line = new StringBuilder(80);
    for (int c = wire.in().read(); c != '\n'; c = wire.in().read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      wire.socket().close();
    } catch (IOException gone) {
      // nothing is lost: every answer has been read
    }
  }
}
