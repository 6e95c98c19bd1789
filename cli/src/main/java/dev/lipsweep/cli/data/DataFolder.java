package dev.lipsweep.cli.data;

import dev.lipsweep.cli.Shell;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder that workers on this machine read data sets from. */
final class DataFolder {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of the data sets (or LIPSWEEP_DATA; default: data in the home)")
  private @Nullable Path data;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "folder of a server on this machine (or LIPSWEEP_HOME; default: ~/.lipsweep)")
  private @Nullable Path home;

  /** As a worker finds it: its option, the environment, the home. */
  Path path(Shell shell) {
    String variable = shell.variable("LIPSWEEP_DATA");
    Path path =
        data != null
            ? data
            : variable != null ? Path.of(variable) : shell.home(home).resolve("data");
    return shell.directory().resolve(path).normalize();
  }
}
