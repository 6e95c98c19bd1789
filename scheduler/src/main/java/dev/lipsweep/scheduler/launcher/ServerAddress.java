package dev.lipsweep.scheduler.launcher;

import java.util.Optional;
import org.springframework.core.env.Environment;

/** Where a worker on this machine reaches this server. */
record ServerAddress(Environment environment) {
  /** Empty as long as the server does not listen. */
  Optional<String> url() {
    String port = environment.getProperty("local.server.port");
    String host = environment.getProperty("server.address", "127.0.0.1");
    boolean isWildcard = host.equals("0.0.0.0") || host.equals("::");
    String reachable = isWildcard ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    String scheme = environment.containsProperty("server.ssl.bundle") ? "https" : "http";
    return Optional.ofNullable(port).map(p -> "%s://%s:%s".formatted(scheme, reachable, p));
  }
}
