package dev.lipsweep.api;

import dev.lipsweep.api.launch.Addresses;
import dev.lipsweep.api.launch.Database;
import dev.lipsweep.api.launch.Home;
import dev.lipsweep.api.launch.ServerOptions;
import dev.lipsweep.api.launch.StartupRefused;
import dev.lipsweep.api.launch.Tls;
import dev.lipsweep.api.postgres.DurablePostgres;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A server with everything under it; closing it stops the application first, the database last. A
 * close during the start waits for it, so that nothing is left half started.
 */
public final class RunningServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

  /** What nobody asked for need not cost a span for each request. */
  private static final String TRACING =
      Stream.of(
              OpenTelemetrySdkAutoConfiguration.class,
              OpenTelemetryTracingAutoConfiguration.class,
              OtlpTracingAutoConfiguration.class)
          .map(Class::getName)
          .collect(Collectors.joining(","));

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final ServerOptions options;
  private @Nullable ConfigurableApplicationContext context;

  public RunningServer(ServerOptions options) {
    this.options = options;
  }

  /**
   * @throws StartupRefused with one line for a person; what had been started is stopped again
   */
  public synchronized void start() {
    options.check();
    if (options.role() == ServerOptions.Role.migrate) {
      migrate(external(String.valueOf(options.databaseUrl())));
      return;
    }
    try {
      Home home = started(Home.lock(options.home()));
      Addresses.requireFree(options.host(), options.port());
      Database database = database(home);
      database.requireReachable();
      context = started(run(home, database));
      LOG.info(
          "ready at {}://{}:{}; tokens are in {}",
          options.tls() == null ? "http" : "https",
          options.host(),
          port(),
          home.directory());
    } catch (RuntimeException e) {
      close();
      throw portTaken(e) ? inUse() : e;
    }
  }

  /** The port it listens on. */
  public int port() {
    return Integer.parseInt(
        application().getEnvironment().getRequiredProperty("local.server.port"));
  }

  public ConfigurableApplicationContext application() {
    if (context == null) {
      throw new IllegalStateException("the server has not been started");
    }
    return context;
  }

  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("could not stop the server in order", e);
      }
    }
  }

  private synchronized <T extends AutoCloseable> T started(T part) {
    started.push(part);
    return part;
  }

  private Database database(Home home) {
    String url = options.databaseUrl();
    if (url != null) {
      return external(url);
    }
    DurablePostgres postgres = started(DurablePostgres.start(home));
    return new Database(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  private Database external(String url) {
    return new Database(url, options.databaseUser(), options.databasePassword());
  }

  private static void migrate(Database database) {
    database.requireReachable();
    MigrateResult result =
        Flyway.configure()
            .dataSource(database.url(), database.user(), database.password())
            .load()
            .migrate();
    LOG.info(
        "the database is up to date at version {}; {} migrations were new",
        result.targetSchemaVersion == null
            ? result.initialSchemaVersion
            : result.targetSchemaVersion,
        result.migrationsExecuted);
  }

  private ConfigurableApplicationContext run(Home home, Database database) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.address", options.host());
    properties.put("server.port", options.port());
    properties.put("lipsweep.home", home.directory().toString());
    properties.put("management.metrics.system.diskspace.paths", home.directory().toString());
    properties.put("lipsweep.artifacts.folder", home.file("artifacts").toString());
    properties.put("lipsweep.workers", options.workers().name());
    Integer slots = options.slots();
    if (slots != null) {
      properties.put("lipsweep.slots", slots);
    }
    properties.put(
        "spring.config.additional-location", "optional:file:" + home.file("lipsweep.yaml"));
    properties.put("lipsweep.loops.enabled", options.role() != ServerOptions.Role.api);
    properties.put("spring.datasource.url", database.url());
    if (database.user() != null) {
      properties.put("spring.datasource.username", database.user());
    }
    if (database.password() != null) {
      properties.put("spring.datasource.password", database.password());
    }
    Tls tls = options.tls();
    if (tls != null) {
      properties.putAll(tls.properties());
    }
    String traces = options.traces();
    if (traces != null) {
      properties.put("management.opentelemetry.tracing.export.otlp.endpoint", traces);
    } else {
      properties.put("spring.autoconfigure.exclude", TRACING);
    }
    if (options.jsonLogs()) {
      properties.put("logging.structured.format.console", "ecs");
    }
    return new SpringApplicationBuilder(LipsweepServer.class)
        .web(WebApplicationType.SERVLET)
        .properties(properties)
        .profiles(options.role().name())
        // Spring's own hook waits for minutes on a context that a signal met in the middle of its
        // start
        .registerShutdownHook(false)
        .run();
  }

  private StartupRefused inUse() {
    return new StartupRefused(
        StartupRefused.ALREADY_IN_USE,
        "port %d was taken while the server started: choose another with --port"
            .formatted(options.port()));
  }

  private static boolean portTaken(@Nullable Throwable e) {
    return e != null && (e instanceof PortInUseException || portTaken(e.getCause()));
  }
}
