package dev.lipsweep.cli.token;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.sweep.ApiCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = {
      "Make a token. Its text goes to the standard output, this once; only its hash is kept.",
      "With --save it goes to a file that only you can read, and to no terminal."
    })
final class CreateTokenCommand extends ApiCommand {
  @Parameters(paramLabel = "NAME", description = "who it is for, such as 'ci' or 'cluster-a'")
  private String name = "";

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      required = true,
      split = ",",
      description = "what it may do: read, submit, operate, admin, worker; may be repeated")
  private List<String> scopes = List.of();

  @Option(names = "--save", paramLabel = "FILE", description = "write the token to this new file")
  private @Nullable Path save;

  @Override
  public Integer call() {
    // before the token is made: one that nobody gets to see would stay valid
    Path file = save == null ? null : newFile(shell().directory().resolve(save));
    Server server = server();
    byte[] wanted =
        Server.json(Map.of("name", name, "scopes", scopes)).getBytes(StandardCharsets.UTF_8);
    String json;
    try {
      json = server.post("/api/v1/tokens", wanted, Map.of("Content-Type", "application/json"));
    } catch (Failure e) {
      delete(file);
      throw e;
    }
    Token made = server.read(json, Token.class);
    if (file != null) {
      write(file, made.token() + "\n");
      print(
          "token %s (%s) is in %s".formatted(made.name(), String.join(", ", made.scopes()), file));
      return ExitCode.OK;
    }
    print(wantsJson() ? json : String.valueOf(made.token()));
    shell().err().println("this token is not shown again; 'lipsweep token revoke' ends it");
    return ExitCode.OK;
  }

  private static Path newFile(Path file) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      return Files.createFile(file, ownerOnly);
    } catch (FileAlreadyExistsException e) {
      throw new Failure(ExitCode.USAGE, "%s exists: give a new file".formatted(file), e);
    } catch (IOException e) {
      throw new Failure(ExitCode.USAGE, "cannot write %s: %s".formatted(file, e), e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.USAGE,
          "cannot write %s: %s; revoke the token and make another".formatted(file, e),
          e);
    }
  }

  private static void delete(@Nullable Path file) {
    if (file != null) {
      file.toFile().delete();
    }
  }
}
