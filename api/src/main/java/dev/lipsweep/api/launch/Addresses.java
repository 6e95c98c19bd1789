package dev.lipsweep.api.launch;

import dev.lipsweep.domain.port.UnusedPort;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Checks of the address that the server is to listen on, before anything is started. */
public final class Addresses {
  private Addresses() {}

  /**
   * Tokens travel in clear text over plain HTTP, so only this machine may hear them unless the
   * operator says that the network is his.
   */
  public static void requireLoopback(String host, boolean insecureNetwork) {
    if (!resolve(host).isLoopbackAddress() && !insecureNetwork) {
      throw new StartupRefused(
          StartupRefused.WRONG_OPTION,
          "--host %s is reachable from the network, and tokens would travel over it in clear text: give --tls-cert and --tls-key, or keep 127.0.0.1 and put a TLS proxy or an SSH tunnel in front, or pass --insecure-network if the network is trusted"
              .formatted(host));
    }
  }

  /** Port 0 is always free: the system chooses one. */
  public static void requireFree(String host, int port) {
    if (port != 0 && !UnusedPort.isFree(resolve(host), port)) {
      throw new StartupRefused(
          StartupRefused.ALREADY_IN_USE,
          "port %d on %s is taken by another program: choose another with --port, or stop that program ('ss -ltnp sport = :%d' names it)"
              .formatted(port, host, port));
    }
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new StartupRefused(
          StartupRefused.WRONG_OPTION,
          "--host %s is no address of this machine: give an address such as 127.0.0.1"
              .formatted(host));
    }
  }
}
