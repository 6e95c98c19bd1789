package dev.lipsweep.it.chaos;

import dev.lipsweep.it.chaos.Proxy.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A worker with one slot, on its own wire to the servers. */
final class Node implements AutoCloseable {
  private final Path home;
  private final String name;
  private final String token;
  private final Proxy proxy;
  private boolean packetsDropped;
  private Process agent;

  Node(Path home, String name, String token, List<Integer> servers) throws IOException {
    this.home = home;
    this.name = name;
    this.token = token;
    this.proxy = new Proxy(servers);
    start();
  }

  private void start() throws IOException {
    agent =
        Processes.lipsweep(
            home.resolve("worker.log"),
            Map.of(
                "LIPSWEEP_HOME",
                home.toString(),
                "LIPSWEEP_TOKEN",
                token,
                "LIPSWEEP_CHECKPOINT_INTERVAL",
                "1s"),
            List.of(
                "worker",
                "--server",
                "http://127.0.0.1:" + proxy.port(),
                "--home",
                home.toString(),
                "--name",
                name,
                "--slots",
                "1"));
  }

  boolean isAlive() {
    return agent.isAlive();
  }

  void begin(Incident incident) {
    switch (incident.kind()) {
      case KILL_TRAINER -> trainers().forEach(Processes::kill);
      case KILL_AGENT -> Processes.kill(agent.toHandle());
      case STOP_AGENT -> Processes.signal("STOP", agent.pid());
      case DROP_ANSWERS -> proxy.fault(Fault.DROP);
      case DELAY_ANSWERS -> proxy.fault(Fault.DELAY);
      case PARTITION -> {
        packetsDropped = Packets.drop(proxy.port());
        if (!packetsDropped) {
          proxy.fault(Fault.CUT);
        }
      }
      case KILL_SERVER, KILL_DATABASE, FULL_DISK -> throw new IllegalArgumentException();
    }
  }

  void end(Incident incident) throws IOException {
    switch (incident.kind()) {
      case KILL_TRAINER -> {}
      case KILL_AGENT -> start();
      case STOP_AGENT -> Processes.signal("CONT", agent.pid());
      case DROP_ANSWERS, DELAY_ANSWERS -> proxy.fault(Fault.NONE);
      case PARTITION -> {
        if (packetsDropped) {
          Packets.pass(proxy.port());
          packetsDropped = false;
        }
        proxy.fault(Fault.NONE);
      }
      case KILL_SERVER, KILL_DATABASE, FULL_DISK -> throw new IllegalArgumentException();
    }
  }

  /** Also those whose agent was killed before them. */
  private Stream<ProcessHandle> trainers() {
    return ProcessHandle.allProcesses()
        .filter(
            handle ->
                handle
                    .info()
                    .commandLine()
                    .filter(line -> line.contains("TrainerMain") && line.contains(home.toString()))
                    .isPresent())
        .toList()
        .stream();
  }

  @Override
  public void close() throws IOException {
    if (packetsDropped) {
      Packets.pass(proxy.port());
    }
    Processes.killTree(agent.toHandle());
    trainers().forEach(Processes::kill);
    proxy.close();
  }
}
