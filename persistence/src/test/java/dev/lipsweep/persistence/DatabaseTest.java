package dev.lipsweep.persistence;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * A test against PostgreSQL: migrated from empty, the entities validated against it, the tables
 * empty before each test.
 */
@SpringBootTest(classes = TestApplication.class)
@ContextConfiguration(initializers = DatabaseTest.FreshDatabase.class)
public abstract class DatabaseTest {

  @Autowired protected JdbcClient jdbc;
  @Autowired protected TestSweeps sweeps;
  @Autowired private Environment environment;

  @BeforeEach
  void emptyTables() {
    jdbc.sql("truncate event restart identity").update();
    // configurations are remembered by their ids, which no other one may get
    jdbc.sql(
            "truncate sweep, configuration, worker, artifact, artifact_store_full, api_token, frontier, webhook cascade")
        .update();
  }

  /** A server more on the same database; close it. */
  protected ConfigurableApplicationContext anotherServer() {
    return new SpringApplicationBuilder(TestApplication.class)
        .run(
            Stream.of("spring.datasource.url", "lipsweep.artifacts.folder")
                .map(key -> "--%s=%s".formatted(key, environment.getRequiredProperty(key)))
                .toArray(String[]::new));
  }

  static final class FreshDatabase
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      TestPropertySourceUtils.addInlinedPropertiesToEnvironment(
          context,
          "spring.datasource.url=" + TestDatabase.create(),
          "spring.datasource.hikari.maximum-pool-size=16",
          "spring.jpa.hibernate.ddl-auto=validate",
          "lipsweep.artifacts.folder=target/test-artifacts",
          "lipsweep.artifacts.grace=1h");
    }
  }
}
