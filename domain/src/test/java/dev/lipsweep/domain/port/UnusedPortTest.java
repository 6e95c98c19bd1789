package dev.lipsweep.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnusedPortTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @Test
  void the_port_can_be_listened_on_and_is_then_free_no_more() throws IOException {
    int port = UnusedPort.choose();
    try (var listener = new ServerSocket(port, 1, HERE)) {
      assertThat(UnusedPort.isFree(HERE, listener.getLocalPort())).isFalse();
    }
    assertThat(UnusedPort.isFree(HERE, port)).isTrue();
  }

  @Test
  void it_is_below_the_ports_that_connections_are_given() throws IOException {
    for (int i = 0; i < 100; i++) {
      assertThat(UnusedPort.choose()).isBetween(20_000, 32_767);
    }
  }

  @Test
  void it_is_not_the_same_at_each_call() throws IOException {
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      ports.add(UnusedPort.choose());
    }
    assertThat(ports).hasSizeGreaterThan(1);
  }
}
