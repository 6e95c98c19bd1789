package dev.lipsweep.api.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The server's command line. Every secret can come from the environment instead. */
@Command(
    name = "lipsweep server",
    description = "Starts the lipsweep server: REST, dashboard and scheduler in one process.",
    sortOptions = false,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Exit codes: 2 wrong option, 69 database unavailable, 73 home not writable,",
      "  74 disk full, 75 port or home in use, 130 and 143 stopped by a signal."
    })
public final class ServerOptions {
  private static final int MOST_SLOTS = 1024;

  /** Who starts the workers. */
  public enum Workers {
    local,
    slurm,
    kubernetes,
    none
  }

  /** What this server does of all that has to be done. */
  public enum Role {
    /** Everything. */
    standalone,
    /** Answers requests; schedulers run elsewhere. */
    api,
    /** Runs the loops and starts workers; of HTTP it answers only /actuator. */
    scheduler,
    /** Brings the database up to date, and ends. */
    migrate
  }

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "${env:LIPSWEEP_ROLE:-standalone}",
      description = {
        "standalone, or one part of it for several servers on one",
        "--database-url: api (answers requests), scheduler (runs the loops; any",
        "number, they take turns), migrate (brings the database up to date and",
        "ends) (default: ${DEFAULT-VALUE})"
      })
  private Role role = Role.standalone;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8420",
      description = "port to listen on, 0 for a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "address to listen on (default: ${DEFAULT-VALUE})")
  private String host = "127.0.0.1";

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "speak HTTPS: the certificate with its chain, PEM; read again when it changes")
  private @Nullable Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "the certificate's private key, PEM")
  private @Nullable Path tlsKey;

  @Option(
      names = "--insecure-network",
      description = "allow a --host that others can reach, although tokens travel in clear text")
  private boolean insecureNetwork;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "${env:LIPSWEEP_HOME:-${sys:user.home}/.lipsweep}",
      description = "folder of the database, tokens and checkpoints (default: ${DEFAULT-VALUE})")
  private Path home = Path.of(".lipsweep");

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      defaultValue = "${env:LIPSWEEP_DATABASE_URL:-}",
      description = {
        "use this PostgreSQL >= 15 instead of the embedded one,",
        "such as jdbc:postgresql://host/name (or LIPSWEEP_DATABASE_URL)"
      })
  private @Nullable String databaseUrl;

  @Option(
      names = "--database-user",
      paramLabel = "USER",
      defaultValue = "${env:LIPSWEEP_DATABASE_USER:-}",
      description = "its user (or LIPSWEEP_DATABASE_USER)")
  private @Nullable String databaseUser;

  @Option(
      names = "--database-password",
      paramLabel = "PASSWORD",
      description = "its password; better in LIPSWEEP_DATABASE_PASSWORD, which ps does not show")
  private @Nullable String databasePassword;

  @Option(
      names = "--database-password-file",
      paramLabel = "FILE",
      defaultValue = "${env:LIPSWEEP_DATABASE_PASSWORD_FILE:-}",
      description = "a file that holds it, as container engines hand out secrets")
  private @Nullable String databasePasswordFile;

  @Option(
      names = "--workers",
      paramLabel = "WHERE",
      defaultValue = "local",
      description = {
        "where workers are started: local (one, on this machine), slurm, kubernetes,",
        "or none (default: ${DEFAULT-VALUE}); lipsweep.yaml in the home says how"
      })
  private Workers workers = Workers.local;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = {
        "trials at once on each worker that the server starts (default: one per core",
        "on this machine, one elsewhere)"
      })
  private @Nullable Integer slots;

  @Option(
      names = "--traces",
      paramLabel = "URL",
      description = {
        "send a trace of each attempt by OTLP over HTTP,",
        "such as http://127.0.0.1:4318/v1/traces (default: none)"
      })
  private @Nullable String traces;

  @Option(names = "--json-logs", description = "log as JSON lines (Elastic Common Schema)")
  private boolean jsonLogs;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this and exit")
  private boolean help;

  public Role role() {
    return role;
  }

  public int port() {
    return port;
  }

  public String host() {
    return host;
  }

  public boolean insecureNetwork() {
    return insecureNetwork;
  }

  /** Null for plain HTTP. */
  public @Nullable Tls tls() {
    return tlsCertificate == null || tlsKey == null ? null : new Tls(tlsCertificate, tlsKey);
  }

  public Path home() {
    return home.toAbsolutePath().normalize();
  }

  /** Null for the embedded one. */
  public @Nullable String databaseUrl() {
    return databaseUrl == null || databaseUrl.isBlank() ? null : databaseUrl;
  }

  public @Nullable String databaseUser() {
    return databaseUser == null || databaseUser.isBlank() ? null : databaseUser;
  }

  /**
   * @throws StartupRefused if it is in a file that cannot be read
   */
  public @Nullable String databasePassword() {
    if (databasePassword != null) {
      return databasePassword;
    }
    if (databasePasswordFile == null || databasePasswordFile.isBlank()) {
      return System.getenv("LIPSWEEP_DATABASE_PASSWORD");
    }
    try {
      return Files.readString(Path.of(databasePasswordFile)).strip();
    } catch (IOException e) {
      throw wrong(
          "--database-password-file %s cannot be read by the user that the server runs as"
              .formatted(databasePasswordFile));
    }
  }

  /** A server that only answers starts none; a local worker belongs to a standalone one. */
  public Workers workers() {
    boolean isAlone = role == Role.standalone;
    return role == Role.api || (workers == Workers.local && !isAlone) ? Workers.none : workers;
  }

  /** Null leaves it to who starts the workers. */
  public @Nullable Integer slots() {
    return slots;
  }

  /** Null for none. */
  public @Nullable String traces() {
    return traces;
  }

  public boolean jsonLogs() {
    return jsonLogs;
  }

  /**
   * What a range says that the options' types do not.
   *
   * @throws StartupRefused naming the option and what would be right
   */
  public void check() {
    if (port < 0 || port > 65_535) {
      throw wrong("--port %d: give a number from 0 to 65535".formatted(port));
    }
    int cores = Runtime.getRuntime().availableProcessors();
    int most = workers == Workers.local ? cores : MOST_SLOTS;
    if (slots != null && (slots < 1 || slots > most)) {
      throw wrong(
          "--slots %d: give a number from 1 to %d%s"
              .formatted(
                  slots, most, workers == Workers.local ? ", the cores of this machine" : ""));
    }
    String url = databaseUrl();
    if (url != null && !url.startsWith("jdbc:postgresql:")) {
      throw wrong(
          "--database-url is no PostgreSQL address: give such as jdbc:postgresql://host:5432/name");
    }
    if (role != Role.standalone && url == null) {
      throw wrong(
          "--role %s is for several servers on one database: give --database-url".formatted(role));
    }
    if (traces != null && !traces.matches("https?://.+")) {
      throw wrong("--traces is no address: give such as http://127.0.0.1:4318/v1/traces");
    }
    if ((tlsCertificate == null) != (tlsKey == null)) {
      throw wrong("--tls-cert and --tls-key belong together: give both");
    }
    Tls tls = tls();
    if (tls != null) {
      tls.check();
    } else {
      Addresses.requireLoopback(host, insecureNetwork);
    }
  }

  private static StartupRefused wrong(String message) {
    return new StartupRefused(StartupRefused.WRONG_OPTION, message);
  }
}
