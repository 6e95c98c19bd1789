package dev.lipsweep.persistence.frontier;

import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.event.EventLog;
import dev.lipsweep.persistence.webhook.Webhooks;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/**
 * Watches named frontiers. A frontier whose sweeps have no new results costs a look-up; one whose
 * points are others than at the last look tells so, in one transaction to the event log and to the
 * webhooks' outbox.
 */
@Component
public class FrontierChanges {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final NamedFrontiers named;
  private final SelectSweeps select;
  private final Frontiers frontiers;
  private final FrontierStates states;
  private final EventLog events;
  private final Webhooks webhooks;

  FrontierChanges(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      NamedFrontiers named,
      SelectSweeps select,
      Frontiers frontiers,
      FrontierStates states,
      EventLog events,
      Webhooks webhooks) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.named = named;
    this.select = select;
    this.frontiers = frontiers;
    this.states = states;
    this.events = events;
    this.webhooks = webhooks;
  }

  /**
   * What the watch saw last.
   *
   * @param version of the sweeps' results
   * @param points the groups as JSON
   */
  private record Seen(@Nullable String version, @Nullable String points) {}

  /** Looks at every frontier; returns how many have changed. */
  public int look() {
    int changed = 0;
    for (NamedFrontier frontier : named.all()) {
      changed += look(frontier) ? 1 : 0;
    }
    return changed;
  }

  /** The last change of a frontier; empty if there was none yet. */
  public Optional<FrontierChange> latest(UUID frontierId) {
    return jdbc.sql("select change from frontier where id = :id")
        .param("id", frontierId)
        .query((row, n) -> Optional.ofNullable(row.getString("change")))
        .optional()
        .flatMap(json -> json)
        .map(json -> Jsonb.read(json, new TypeReference<FrontierChange>() {}));
  }

  /**
   * Results that come between the version and the state are seen in the state, and looked at once
   * more because the version is the older one.
   */
  private boolean look(NamedFrontier frontier) {
    Optional<Seen> before = seen(frontier.id());
    if (before.isEmpty()) {
      return false; // it was deleted meanwhile
    }
    String version =
        frontiers.version(
            select.select(frontier.definition().sweeps(), null).stream()
                .map(SelectedSweep::id)
                .toList());
    if (version.equals(before.get().version())) {
      return false;
    }
    FrontierState state = FrontierState.read(states.state(frontier.definition(), null).canonical());
    String old = before.get().points();
    if (old == null) {
      note(frontier.id(), version, state, null);
      return false;
    }
    FrontierState then = state.with(Jsonb.read(old, new TypeReference<>() {}));
    FrontierComparison difference = FrontierComparison.of(then, state);
    if (difference.gained() + difference.lost() == 0) {
      note(frontier.id(), version, state, null);
      return false;
    }
    var change =
        new FrontierChange(
            frontier.name(),
            state.asOf(),
            state.size(),
            points(difference, FrontierComparison.Group::gained),
            points(difference, FrontierComparison.Group::lost));
    transaction.executeWithoutResult(
        status -> {
          if (note(frontier.id(), version, state, change)) {
            events.frontierChanged(frontier.id());
            webhooks.tell(frontier.name(), "frontier-changed", change);
          }
        });
    return true;
  }

  private Optional<Seen> seen(UUID id) {
    return jdbc.sql("select seen_version, seen_points from frontier where id = :id")
        .param("id", id)
        .query((row, n) -> new Seen(row.getString(1), row.getString(2)))
        .optional();
  }

  /** False if the frontier is gone. */
  private boolean note(
      UUID id, String version, FrontierState state, @Nullable FrontierChange change) {
    return jdbc.sql(
                """
                update frontier
                set seen_version = :version, seen_points = cast(:points as json),
                    change = coalesce(cast(:change as json), change),
                    changed_at = case when :change is null then changed_at else now() end
                where id = :id
                """)
            .param("id", id)
            .param("version", version)
            .param("points", Jsonb.write(state.groups()))
            .param("change", change == null ? null : Jsonb.write(change), Types.VARCHAR)
            .update()
        > 0;
  }

  private static List<FrontierState.Point> points(
      FrontierComparison difference,
      java.util.function.Function<FrontierComparison.Group, List<FrontierState.Point>> which) {
    return difference.groups().stream().map(which).flatMap(List::stream).toList();
  }
}
