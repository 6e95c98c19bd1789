package dev.lipsweep.cli.client;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.cli.Shell;
import dev.lipsweep.domain.tls.Authorities;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server, and by which right. */
public final class ConnectionOptions {
  private static final String USUAL = "http://127.0.0.1:8420";

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "the server (or LIPSWEEP_SERVER; default: the one of --home, else " + USUAL + ")")
  private @Nullable String server;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "bearer token; better in LIPSWEEP_TOKEN or --token-file, which ps does not show")
  private @Nullable String token;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "file with the token (default on this machine: HOME/admin.token)")
  private @Nullable Path tokenFile;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "folder of a server on this machine (or LIPSWEEP_HOME; default: ~/.lipsweep)")
  private @Nullable Path home;

  public Server open(Shell shell) {
    URI address = address(shell);
    return new Server(address, token(shell, address), trust(shell));
  }

  private static @Nullable SSLContext trust(Shell shell) {
    String file = shell.variable("LIPSWEEP_CA");
    try {
      return file == null ? null : Authorities.trusting(shell.directory().resolve(file));
    } catch (IOException e) {
      throw new Failure(
          ExitCode.USAGE, "LIPSWEEP_CA names no certificates in PEM form: " + file, e);
    }
  }

  private URI address(Shell shell) {
    String text = server != null ? server : shell.variable("LIPSWEEP_SERVER");
    if (text == null) {
      text = read(shell.home(home).resolve("server.url"));
    }
    try {
      URI uri = URI.create(text == null ? USUAL : text.strip().replaceAll("/+$", ""));
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // reported below, with the text
    }
    throw new Failure(
        ExitCode.USAGE, "'%s' is no server's address: give one such as %s".formatted(text, USUAL));
  }

  private @Nullable String token(Shell shell, URI address) {
    if (token != null) {
      return token;
    }
    if (tokenFile != null) {
      String text = read(shell.directory().resolve(tokenFile));
      if (text == null) {
        throw new Failure(ExitCode.USAGE, "%s: no such file".formatted(tokenFile));
      }
      return text;
    }
    String variable = shell.variable("LIPSWEEP_TOKEN");
    if (variable != null) {
      return variable;
    }
    // this machine's own token is never sent to another
    return isLoopback(address) ? read(shell.home(home).resolve("admin.token")) : null;
  }

  private static boolean isLoopback(URI address) {
    try {
      return InetAddress.getByName(address.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static @Nullable String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new Failure(ExitCode.USAGE, "cannot read %s: %s".formatted(file, e), e);
    }
  }
}
