package dev.lipsweep.persistence.launcher;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a launcher of workers saw, and what it means to do.
 *
 * @param name of its pool, or of the machine that it starts workers on
 * @param engine what it starts them by, such as {@code local} or {@code slurm}
 * @param wanted workers that there should be
 * @param running workers that have begun
 * @param waiting workers that the engine has not begun yet
 * @param held workers that wait for a person
 * @param restUntil null if it is ready to start one
 * @param problem what went wrong lately; null if nothing did
 */
public record LauncherState(
    String name,
    String engine,
    int wanted,
    int running,
    int waiting,
    int held,
    @Nullable Instant restUntil,
    @Nullable String problem) {}
