package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.sweep.SweepState;
import dev.lipsweep.persistence.Page;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people ask about sweeps. */
@Component
@Transactional(readOnly = true)
public class SweepQueries {
  public Optional<Sweep> find(UUID id) {
    throw new UnsupportedOperationException("next push");
  }

  /** The sweep with this id, or the latest one of this name. */
  public Optional<Sweep> named(String idOrName) {
    throw new UnsupportedOperationException("next push");
  }

  /** Sweeps, the latest first. */
  public Page<Sweep> page(@Nullable SweepState state, @Nullable String cursor, int limit) {
    throw new UnsupportedOperationException("next push");
  }
}
