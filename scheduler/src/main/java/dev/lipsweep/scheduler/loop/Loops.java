package dev.lipsweep.scheduler.loop;

import dev.lipsweep.persistence.artifact.Artifacts;
import dev.lipsweep.persistence.artifact.Retention;
import dev.lipsweep.persistence.audit.AuditLog;
import dev.lipsweep.persistence.event.EventLog;
import dev.lipsweep.persistence.frontier.FrontierChanges;
import dev.lipsweep.persistence.idempotency.IdempotencyKeys;
import dev.lipsweep.persistence.lease.LeaseLog;
import dev.lipsweep.persistence.lease.ReapExpiredLeases;
import dev.lipsweep.persistence.worker.Workers;
import dev.lipsweep.scheduler.baseline.ConcludeChecks;
import dev.lipsweep.scheduler.baseline.ScheduleChecks;
import dev.lipsweep.scheduler.search.GrowSweeps;
import dev.lipsweep.scheduler.sweep.ExpandSweeps;
import dev.lipsweep.scheduler.webhook.SendWebhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/** All loops in one place: what, how often, one server at a time. */
@Component
public class Loops implements SchedulingConfigurer {
  private static final Logger LOG = LoggerFactory.getLogger(Loops.class);

  private final LoopProperties properties;
  private final Turn turn;
  private final ReapExpiredLeases reap;
  private final ExpandSweeps expand;
  private final GrowSweeps grow;
  private final SettleTrials settle;
  private final EnforceLimits limits;
  private final ConcludeChecks conclude;
  private final ScheduleChecks schedule;
  private final Workers workers;
  private final Artifacts artifacts;
  private final Retention retention;
  private final EventLog events;
  private final LeaseLog leaseLog;
  private final IdempotencyKeys idempotencyKeys;
  private final AuditLog auditLog;
  private final FrontierChanges frontiers;
  private final SendWebhooks webhooks;

  Loops(
      LoopProperties properties,
      Turn turn,
      ReapExpiredLeases reap,
      ExpandSweeps expand,
      GrowSweeps grow,
      SettleTrials settle,
      EnforceLimits limits,
      ConcludeChecks conclude,
      ScheduleChecks schedule,
      Workers workers,
      Artifacts artifacts,
      Retention retention,
      EventLog events,
      LeaseLog leaseLog,
      IdempotencyKeys idempotencyKeys,
      AuditLog auditLog,
      FrontierChanges frontiers,
      SendWebhooks webhooks) {
    this.properties = properties;
    this.turn = turn;
    this.reap = reap;
    this.expand = expand;
    this.grow = grow;
    this.settle = settle;
    this.limits = limits;
    this.conclude = conclude;
    this.schedule = schedule;
    this.workers = workers;
    this.artifacts = artifacts;
    this.retention = retention;
    this.events = events;
    this.leaseLog = leaseLog;
    this.idempotencyKeys = idempotencyKeys;
    this.auditLog = auditLog;
    this.frontiers = frontiers;
    this.webhooks = webhooks;
  }

  @Override
  public void configureTasks(ScheduledTaskRegistrar registrar) {
    if (!properties.enabled()) {
      return;
    }
    add(registrar, "reap", properties.reap(), this::reapAll);
    add(registrar, "expand", properties.expand(), expand::runOnce);
    add(registrar, "grow", properties.grow(), grow::runOnce);
    add(registrar, "settle", properties.settle(), settle::runOnce);
    add(registrar, "limits", properties.limits(), limits::runOnce);
    add(registrar, "checks", properties.checks(), conclude::runOnce);
    add(registrar, "schedules", properties.schedules(), schedule::runOnce);
    add(registrar, "liveness", properties.liveness(), workers::noticeSilence);
    add(registrar, "frontiers", properties.frontiers(), frontiers::look);
    add(registrar, "webhooks", properties.webhooks(), webhooks::runOnce);
    add(registrar, "retention", properties.retention(), this::deleteOld);
    add(registrar, "orphans", properties.orphans(), this::sweepOrphans);
  }

  /** Takes every expired lease away; returns how many. */
  public int reapAll() {
    int all = 0;
    for (int reaped = reap.run(); reaped > 0; reaped = reap.run()) {
      LOG.info("{} leases ran out; other workers go on from the last checkpoints", reaped);
      all += reaped;
    }
    return all;
  }

  /**
   * Deletes artifacts, events, notes, idempotency keys, audit entries and webhook deliveries that
   * nothing needs any more.
   */
  public void deleteOld() {
    retention.letGo();
    try {
      int deleted = artifacts.deleteLeftBehind();
      if (deleted > 0) {
        LOG.info("{} artifacts deleted that no sweep keeps", deleted);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    events.deleteOlderThan(properties.events());
    leaseLog.deleteOlderThan(properties.refusedWrites());
    idempotencyKeys.deleteOld();
    auditLog.deleteOld();
    webhooks.deleteOlderThan(properties.deliveries());
  }

  /** Deletes bytes in the artifact store that no row knows of. */
  public void sweepOrphans() {
    try {
      int swept = retention.sweepOrphans();
      if (swept > 0) {
        LOG.info("{} artifacts deleted that interrupted uploads had left", swept);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(ScheduledTaskRegistrar registrar, String name, Duration rest, Runnable work) {
    registrar.addFixedDelayTask(() -> run(name, work), rest);
  }

  /** A loop outlives every error: the database may be away for a while. */
  private void run(String name, Runnable work) {
    try {
      turn.take(name, work);
    } catch (RuntimeException e) {
      LOG.warn("loop {} failed; it runs again", name, e);
    }
  }
}
