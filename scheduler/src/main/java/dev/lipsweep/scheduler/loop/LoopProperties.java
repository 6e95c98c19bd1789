package dev.lipsweep.scheduler.loop;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long each loop rests between two runs.
 *
 * @param enabled false on a server that only answers requests
 * @param reap takes trials from attempts whose lease ran out
 * @param expand writes the trials of large sweeps
 * @param grow adds the trials that searches and races want
 * @param settle moves trials to the state that their sweep wants
 * @param limits pauses sweeps whose deadline has passed or whose budget is used up
 * @param checks gives checks of baselines their verdict
 * @param schedules begins checks whose time has come
 * @param liveness notices workers that have fallen silent
 * @param frontiers looks whether frontiers with a name have changed
 * @param webhooks sends what is in their outbox
 * @param retention deletes what nothing refers to any more
 * @param orphans reads the whole artifact store for bytes without a row
 * @param events how long events are kept
 * @param refusedWrites how long the lease log keeps which writes came too late
 * @param deliveries how long it is known what webhooks were told
 */
@ConfigurationProperties("lipsweep.loops")
public record LoopProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("2s") Duration reap,
    @DefaultValue("1s") Duration expand,
    @DefaultValue("500ms") Duration grow,
    @DefaultValue("2s") Duration settle,
    @DefaultValue("5s") Duration limits,
    @DefaultValue("2s") Duration checks,
    @DefaultValue("5s") Duration schedules,
    @DefaultValue("5s") Duration liveness,
    @DefaultValue("2s") Duration frontiers,
    @DefaultValue("1s") Duration webhooks,
    @DefaultValue("1m") Duration retention,
    @DefaultValue("1h") Duration orphans,
    @DefaultValue("1d") Duration events,
    @DefaultValue("30d") Duration refusedWrites,
    @DefaultValue("30d") Duration deliveries) {}
