package dev.lipsweep.it.chaos;

/**
 * The kernel drops what is sent to a port on loopback, so that connections hang as they do when a
 * network splits. Needs root and iptables.
 */
final class Packets {
  private Packets() {}

  /** False if it cannot be done here. */
  static boolean drop(int port) {
    return rule("-I", port);
  }

  static void pass(int port) {
    rule("-D", port);
  }

  private static boolean rule(String change, int port) {
    return Processes.run(
        "iptables",
        "-w",
        "5",
        change,
        "INPUT",
        "-i",
        "lo",
        "-p",
        "tcp",
        "--dport",
        Integer.toString(port),
        "-j",
        "DROP");
  }
}
