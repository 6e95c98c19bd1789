package dev.lipsweep.scheduler.launcher.slurm;

import dev.lipsweep.persistence.HomeProperties;
import dev.lipsweep.scheduler.launcher.Engine;
import dev.lipsweep.scheduler.launcher.LauncherProperties;
import dev.lipsweep.scheduler.launcher.PilotCommand;
import dev.lipsweep.scheduler.launcher.PoolProperties;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "lipsweep.workers", havingValue = "slurm")
class SlurmConfiguration {
  @Bean
  Engine slurm(
      SlurmProperties slurm,
      PoolProperties pool,
      LauncherProperties launcher,
      HomeProperties home,
      PilotCommand pilot) {
    String user = System.getProperty("user.name");
    Path folder = home.directory().toAbsolutePath();
    Path token = Objects.requireNonNullElse(pool.tokenFile(), folder.resolve("worker.token"));
    Path nodeHome = Objects.requireNonNullElse(slurm.home(), Path.of("/tmp/lipsweep-" + user));
    String command = command(slurm, launcher);
    Supplier<String> script =
        () ->
            new JobScript(
                    command,
                    pilot.arguments(pilot.server().orElseThrow()),
                    token.toString(),
                    nodeHome.toString(),
                    slurm.setup())
                .text();
    return new SlurmEngine(
        new SlurmCommands(slurm.bin(), slurm.patience(), environment(slurm)),
        slurm,
        pool.name(),
        user,
        Objects.requireNonNullElse(slurm.logs(), folder.resolve("logs")),
        token,
        script);
  }

  private static Map<String, String> environment(SlurmProperties slurm) {
    var environment = new HashMap<>(System.getenv());
    if (slurm.conf() != null) {
      environment.put("SLURM_CONF", slurm.conf().toString());
    }
    return environment;
  }

  private static String command(SlurmProperties slurm, LauncherProperties launcher) {
    if (slurm.command() != null) {
      return slurm.command().toString();
    }
    if (launcher.root() == null) {
      throw new IllegalStateException(
          "which program a job is to run is not known: start the server with the script 'lipsweep',"
              + " or set lipsweep.slurm.command to that script as the nodes see it");
    }
    return launcher.root().toAbsolutePath().resolve("lipsweep").toString();
  }
}
