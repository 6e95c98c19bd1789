package dev.lipsweep.scheduler;

import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Import this beside PersistenceConfiguration to have everything of this module. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@ConfigurationPropertiesScan
@EnableScheduling
public class SchedulerConfiguration {
  /** A thread per loop: writing a large sweep must not hold up the reaper. */
  private static final int LOOPS = 8;

  @Bean
  ThreadPoolTaskScheduler taskScheduler() {
    var scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(LOOPS);
    scheduler.setThreadNamePrefix("loop-");
    scheduler.setDaemon(true);
    return scheduler;
  }
}
