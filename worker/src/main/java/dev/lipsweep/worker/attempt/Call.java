package dev.lipsweep.worker.attempt;

import dev.lipsweep.worker.server.Refused;
import dev.lipsweep.worker.server.ServerUnavailable;
import java.io.IOException;

/** One try of a call to the server. */
@FunctionalInterface
interface Call {
  void send() throws ServerUnavailable, Refused, IOException, InterruptedException;
}
