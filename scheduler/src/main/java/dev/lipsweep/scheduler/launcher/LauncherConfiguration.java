package dev.lipsweep.scheduler.launcher;

import dev.lipsweep.persistence.HomeProperties;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.TaskScheduler;

@Configuration(proxyBeanMethods = false)
class LauncherConfiguration {
  @Bean
  @ConditionalOnProperty(name = "lipsweep.workers", havingValue = "local")
  Launching localLauncher(
      LauncherProperties properties,
      HomeProperties home,
      Environment environment,
      TaskScheduler scheduler) {
    var command = new WorkerCommand(properties, home, new ServerAddress(environment)::url);
    var launcher =
        new LocalLauncher(command, home.directory(), properties.launcher(), InstantSource.system());
    return new Launching(launcher, scheduler);
  }
}
