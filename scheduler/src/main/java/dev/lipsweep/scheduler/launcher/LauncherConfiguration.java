package dev.lipsweep.scheduler.launcher;

import dev.lipsweep.persistence.HomeProperties;
import dev.lipsweep.persistence.launcher.Launchers;
import dev.lipsweep.scheduler.loop.Turn;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;

@Configuration(proxyBeanMethods = false)
class LauncherConfiguration {
  @Bean
  @ConditionalOnProperty(name = "lipsweep.workers", havingValue = "local")
  Launching localLauncher(
      LauncherProperties properties,
      HomeProperties home,
      Environment environment,
      Launchers notes,
      TaskScheduler scheduler) {
    var command = new WorkerCommand(properties, home, new ServerAddress(environment)::url);
    var launcher =
        new LocalLauncher(
            command, home.directory(), machine(), properties.launcher(), InstantSource.system());
    return new Launching(new Noted(launcher, notes::note), scheduler, Duration.ofSeconds(1));
  }

  @Bean
  @Conditional(OnPool.class)
  PilotCommand pilotCommand(
      LauncherProperties launcher, PoolProperties pool, Environment environment) {
    return new PilotCommand(launcher, pool, new ServerAddress(environment)::url);
  }

  @Bean
  @Conditional(OnPool.class)
  Launching poolLauncher(
      Engine engine,
      PoolProperties pool,
      PilotCommand command,
      JdbcClient jdbc,
      Turn turn,
      Launchers notes,
      TaskScheduler scheduler) {
    var launcher =
        new PoolLauncher(
            engine,
            pool,
            command.slots(),
            new Demand(jdbc, pool.name())::trials,
            () -> command.server().isPresent(),
            InstantSource.system());
    return new Launching(
        new InTurn(new Noted(launcher, notes::note), turn), scheduler, pool.look());
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this machine";
    }
  }

  /** Workers on a cluster. */
  static final class OnPool extends AnyNestedCondition {
    OnPool() {
      super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty(name = "lipsweep.workers", havingValue = "slurm")
    static final class OnSlurm {}

    @ConditionalOnProperty(name = "lipsweep.workers", havingValue = "kubernetes")
    static final class OnKubernetes {}
  }
}
