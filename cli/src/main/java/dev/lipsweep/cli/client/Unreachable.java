package dev.lipsweep.cli.client;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import java.net.URI;

/** Nothing answers at the server's address, or not in time. */
public final class Unreachable extends Failure {
  private static final long serialVersionUID = 1L;

  Unreachable(URI server, String reason, Throwable cause) {
    super(
        ExitCode.UNREACHABLE,
        "cannot reach the server at %s (%s): start one with 'lipsweep server', or name it with --server URL or LIPSWEEP_SERVER"
            .formatted(server, reason),
        cause);
  }
}
