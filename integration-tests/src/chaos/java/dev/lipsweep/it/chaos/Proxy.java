package dev.lipsweep.it.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The wire between one worker and the servers, which can be cut, swallow answers or be slow. Every
 * connection goes to the next server that takes it.
 */
final class Proxy implements AutoCloseable {
  /** What the wire does to what comes from a server. */
  enum Fault {
    NONE,
    /** The request has arrived; its answer is thrown away and the connection closed. */
    DROP,
    DELAY,
    /** Nothing passes in either direction, and nobody is told. */
    CUT
  }

  private static final int CONNECT_MILLIS = 1_000;
  private static final Duration DELAY = Duration.ofMillis(700);

  private final ServerSocket listener;
  private final List<Integer> servers;
  private final AtomicInteger turn = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Fault fault = Fault.NONE;

  /**
   * @param servers their ports on loopback
   */
  Proxy(List<Integer> servers) throws IOException {
    this.servers = servers;
    this.listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /**
   * From now on; connections that were cut are dead when the cut is over, as real ones would be.
   */
  void fault(Fault next) {
    Fault before = fault;
    fault = next;
    if (before == Fault.CUT && next != Fault.CUT) {
      open.forEach(Proxy::closeQuietly);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    open.add(client);
    Socket server = null;
    try (client) {
      if (fault == Fault.CUT) {
        awaitEndOfCut();
        return;
      }
      server = connect();
      open.add(server);
      Socket to = server;
      Thread up = Thread.ofVirtual().start(() -> pump(client, to, false));
      pump(server, client, true);
      up.join();
    } catch (IOException nobodyListens) {
      // the client sees a closed connection, as from a proxy whose servers are down
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
      if (server != null) {
        closeQuietly(server);
        open.remove(server);
      }
    }
  }

  private Socket connect() throws IOException {
    int first = turn.getAndIncrement();
    IOException last = new IOException("no server");
    for (int i = 0; i < servers.size(); i++) {
      var socket = new Socket();
      try {
        int port = servers.get(Math.floorMod(first + i, servers.size()));
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
        return socket;
      } catch (IOException e) {
        closeQuietly(socket);
        last = e;
      }
    }
    throw last;
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[1 << 14];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        awaitEndOfCut();
        if (answers && fault == Fault.DROP) {
          return;
        }
        if (answers && fault == Fault.DELAY) {
          Thread.sleep(DELAY);
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException gone) {
      // the other side sees the same
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private void awaitEndOfCut() throws InterruptedException {
    while (fault == Fault.CUT) {
      Thread.sleep(50);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    fault(Fault.NONE);
    open.forEach(Proxy::closeQuietly);
  }
}
