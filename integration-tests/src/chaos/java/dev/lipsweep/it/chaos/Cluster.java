package dev.lipsweep.it.chaos;

import static org.awaitility.Awaitility.await;

import dev.lipsweep.it.chaos.Incident.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;

/** PostgreSQL, servers and workers as processes of their own, and all that can happen to them. */
final class Cluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final List<ServerNode> servers = new ArrayList<>();
  private final List<Node> workers = new ArrayList<>();
  private final Postgres postgres;
  private final SmallDisk disk;
  private final Api api;

  Cluster(Path folder, int serverCount, int workerCount, Duration lease) throws Exception {
    try {
      disk = open(new SmallDisk(folder.resolve("artifacts")));
      postgres = open(new Postgres(folder.resolve("postgres")));
      for (int i = 0; i < serverCount; i++) {
        var server =
            open(
                new ServerNode(
                    folder.resolve("server-" + i),
                    postgres.url(),
                    folder.resolve("artifacts"),
                    lease.toSeconds() + "s"));
        servers.add(server);
        await("server " + i).atMost(PATIENCE).until(server::listens);
      }
      List<Integer> ports = servers.stream().map(ServerNode::port).toList();
      api = new Api(ports, servers.getFirst().token("admin"));
      for (int i = 0; i < workerCount; i++) {
        String token = servers.getFirst().token("worker");
        workers.add(open(new Node(folder.resolve("worker-" + i), name(i), token, ports)));
      }
    } catch (Exception | Error e) {
      close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T open(T part) {
    opened.push(part);
    return part;
  }

  static String name(int worker) {
    return "worker-" + worker;
  }

  Api api() {
    return api;
  }

  /** What can be done to it on this machine. */
  EnumSet<Kind> possible() {
    return disk.canBeFull() ? EnumSet.allOf(Kind.class) : Schedule.allBut(Kind.FULL_DISK);
  }

  void begin(Incident incident) throws IOException {
    switch (incident.kind()) {
      case KILL_SERVER -> servers.get(incident.target()).kill();
      case KILL_DATABASE -> postgres.kill();
      case FULL_DISK -> disk.fill();
      case KILL_TRAINER, KILL_AGENT, STOP_AGENT, DROP_ANSWERS, DELAY_ANSWERS, PARTITION ->
          workers.get(incident.target()).begin(incident);
    }
  }

  void end(Incident incident) throws IOException {
    switch (incident.kind()) {
      case KILL_SERVER -> servers.get(incident.target()).start();
      case KILL_DATABASE -> postgres.restart();
      case FULL_DISK -> disk.empty();
      case KILL_TRAINER, KILL_AGENT, STOP_AGENT, DROP_ANSWERS, DELAY_ANSWERS, PARTITION ->
          workers.get(incident.target()).end(incident);
    }
  }

  /** What a supervisor does: servers that gave up are started again. */
  void tend() throws IOException {
    for (ServerNode server : servers) {
      server.startAgainIfItGaveUp();
    }
  }

  /** True if at least one server is there. */
  boolean serves() {
    return servers.stream().anyMatch(ServerNode::listens);
  }

  /** Workers never give up; true if none has. */
  boolean hasAllWorkers() {
    return workers.stream().allMatch(Node::isAlive);
  }

  @Override
  public void close() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }
}
