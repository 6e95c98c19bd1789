package dev.lipsweep.domain.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * A port for a program that starts later, or that comes back to the same one after it was killed.
 *
 * <p>The port that a socket bound to 0 gets is no such port: it is one of those that the system
 * also gives to connections on their way out, so that until the program listens, or while it is
 * down, any connection of this machine may take it. These come from below that range, which by
 * default begins at 32768 on Linux and at 49152 elsewhere.
 */
public final class UnusedPort {
  private static final int FIRST = 20_000;
  private static final int END = 32_768;
  private static final int TRIES = 1000;

  private UnusedPort() {}

  /**
   * A port between 20000 and 32767 that nothing on this machine's loopback address uses now,
   * another one at each call.
   *
   * @throws IOException if none was found
   */
  public static int choose() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int port = RandomGenerator.getDefault().nextInt(FIRST, END);
      if (isFree(InetAddress.getLoopbackAddress(), port)) {
        return port;
      }
    }
    throw new IOException("no unused port found between %d and %d".formatted(FIRST, END - 1));
  }

  /** Whether a server could listen there now. */
  public static boolean isFree(InetAddress address, int port) {
    try (var socket = new ServerSocket()) {
      // as the servers themselves do it: a connection in TIME_WAIT does not make a port busy
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
