package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.cli.Shell;
import dev.lipsweep.cli.client.Refused;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.domain.digest.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sweep's definition as bytes, never read here: the server alone says what is right.
 *
 * @param source the name that problems are reported under
 */
public record DefinitionFile(String source, byte[] content) {
  private static final String SWEEPS = "/api/v1/sweeps";

  /** Reads a file, or standard input for a hyphen. */
  public static DefinitionFile read(Shell shell, String name) {
    try {
      return name.equals("-")
          ? new DefinitionFile("standard input", shell.in().readAllBytes())
          : read(shell.directory().resolve(name), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static DefinitionFile read(Path file, String source) {
    try {
      return new DefinitionFile(source, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new Failure(ExitCode.USAGE, source + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new Failure(ExitCode.USAGE, source + ": not readable for you", e);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.USAGE,
          "%s: %s".formatted(source, Files.isDirectory(file) ? "is a folder" : e.getMessage()),
          e);
    }
  }

  /** SHA-256 of the content, 64 hexadecimal digits. */
  public String sha256() {
    return Sha256.of(content);
  }

  /** The server's answer to what this sweep would be. */
  public String dryRun(Server server) {
    return post(server, SWEEPS + "?dryRun=true", Map.of());
  }

  /** The sweep as stored, new or the one that the key already names. */
  public String submit(Server server, @Nullable String idempotencyKey) {
    return post(
        server,
        SWEEPS,
        idempotencyKey == null ? Map.of() : Map.of("Idempotency-Key", idempotencyKey));
  }

  /** Sends the definition to an address of the API; what is refused is told with the source. */
  public String post(Server server, String path, Map<String, String> headers) {
    var all = new HashMap<>(headers);
    boolean json = source.toLowerCase(Locale.ROOT).endsWith(".json");
    all.put("Content-Type", json ? "application/json" : "application/yaml");
    try {
      return server.post(path, content, all);
    } catch (Refused e) {
      throw e.about(source);
    }
  }
}
