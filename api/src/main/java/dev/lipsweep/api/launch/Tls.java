package dev.lipsweep.api.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the server shows to be believed: files that are read again when they change. */
public record Tls(Path certificate, Path key) {
  private static final String BUNDLE = "spring.ssl.bundle.pem.server.";

  /**
   * @throws StartupRefused if a file cannot be read or is something else
   */
  void check() {
    requirePem("--tls-cert", certificate, "BEGIN CERTIFICATE");
    requirePem("--tls-key", key, "PRIVATE KEY");
  }

  /** The settings that make the web server speak HTTPS. */
  public Map<String, Object> properties() {
    return Map.of(
        BUNDLE + "keystore.certificate",
        certificate.toAbsolutePath().toUri().toString(),
        BUNDLE + "keystore.private-key",
        key.toAbsolutePath().toUri().toString(),
        BUNDLE + "reload-on-update",
        true,
        "server.ssl.bundle",
        "server");
  }

  private static void requirePem(String option, Path file, String mark) {
    try {
      if (!Files.readString(file).contains(mark)) {
        throw refused(option, file, "has no '%s' in it: give a PEM file".formatted(mark));
      }
    } catch (IOException e) {
      throw refused(option, file, "cannot be read (%s)".formatted(e.getClass().getSimpleName()));
    }
  }

  private static StartupRefused refused(String option, Path file, String why) {
    return new StartupRefused(StartupRefused.WRONG_OPTION, "%s %s %s".formatted(option, file, why));
  }
}
