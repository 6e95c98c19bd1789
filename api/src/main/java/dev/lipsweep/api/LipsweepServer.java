package dev.lipsweep.api;

import dev.lipsweep.api.launch.EarlyLog;
import dev.lipsweep.api.launch.ServerOptions;
import dev.lipsweep.api.launch.StartupRefused;
import dev.lipsweep.persistence.PersistenceConfiguration;
import dev.lipsweep.scheduler.SchedulerConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The server's main program. */
@SpringBootApplication
@Import({PersistenceConfiguration.class, SchedulerConfiguration.class})
public class LipsweepServer {
  public static void main(String[] args) {
    int code = run(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  /**
   * Starts the server and returns 0 while it goes on running, or when it has migrated the database
   * if that was its role; or says why not.
   */
  static int run(String[] args) {
    var options = new ServerOptions();
    var commandLine = new CommandLine(options);
    try {
      commandLine.parseArgs(args);
      if (commandLine.isUsageHelpRequested()) {
        commandLine.usage(System.out);
        return 0;
      }
      EarlyLog.quiet();
      var server = new RunningServer(options);
      // before anything is started: Ctrl-C may come while PostgreSQL is coming up
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
      server.start();
      return 0;
    } catch (ParameterException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong option");
      return say(
          StartupRefused.WRONG_OPTION, message + " ('lipsweep server --help' lists the options)");
    } catch (StartupRefused e) {
      return say(e.exitCode(), String.valueOf(e.getMessage()));
    }
  }

  private static int say(int code, String message) {
    System.err.println("lipsweep server: " + message);
    return code;
  }
}
