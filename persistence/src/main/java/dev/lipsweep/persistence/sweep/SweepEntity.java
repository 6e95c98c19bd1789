package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.sweep.SweepState;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The row of a sweep, read only: commands to sweeps are SQL. */
@Entity
@Immutable
@Table(name = "sweep")
class SweepEntity {
  @Id @Nullable UUID id;

  @Nullable String name;
  @Nullable String recipe;
  int recipeVersion;

  @Enumerated(EnumType.STRING)
  @Nullable SweepState state;

  @Nullable String definition;
  int priority;
  double weight;
  int maxFailures;
  int maxAttempts;
  @Nullable Integer maxConcurrent;
  @Nullable Instant deadline;
  @Nullable Long computeSeconds;
  int totalTrials;
  @Nullable String message;
  @Nullable Instant createdAt;
  @Nullable Instant finishedAt;
}
