package dev.lipsweep.api;

import dev.lipsweep.api.launch.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** One real server with its database for all tests of this module, started as main starts it. */
public final class TestServer {
  private static final Path HOME = home();
  private static final RunningServer SERVER = started("--home", HOME.toString());

  private TestServer() {}

  static Api admin() {
    return as(token("admin"));
  }

  static Api worker() {
    return as(token("worker"));
  }

  static Api nobody() {
    return as(null);
  }

  static Api as(String token) {
    return new Api(SERVER.port(), token);
  }

  /** A client at another address of this machine, which is counted by itself. */
  static Api from(String address, String token) {
    try {
      var http = HttpClient.newBuilder().localAddress(InetAddress.getByName(address)).build();
      return new Api(SERVER.port(), token, http);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T bean(String name, Class<T> type) {
    return SERVER.application().getBean(name, type);
  }

  static Path homeDirectory() {
    return HOME;
  }

  public static <T> T bean(Class<T> type) {
    return SERVER.application().getBean(type);
  }

  static RunningServer started(String... options) {
    var all = new ArrayList<>(List.of("--port", "0", "--workers", "none"));
    all.addAll(List.of(options));
    var parsed = new ServerOptions();
    new CommandLine(parsed).parseArgs(all.toArray(String[]::new));
    var server = new RunningServer(parsed);
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    return server;
  }

  private static String token(String name) {
    try {
      return Files.readString(HOME.resolve(name + ".token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path home() {
    try {
      return Files.createTempDirectory("lipsweep-api-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
