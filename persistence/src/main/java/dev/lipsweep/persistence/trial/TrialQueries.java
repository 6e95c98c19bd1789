package dev.lipsweep.persistence.trial;

import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.persistence.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people ask about trials. */
@Component
@Transactional(readOnly = true)
public class TrialQueries {
  public Optional<Trial> find(UUID id) {
    throw new UnsupportedOperationException("next push");
  }

  public Page<Trial> page(
      UUID sweepId,
      TrialOrder order,
      @Nullable TrialState state,
      @Nullable String cursor,
      int limit) {
    throw new UnsupportedOperationException("next push");
  }

  /** By rising epoch. */
  public List<Attempt> attempts(UUID trialId) {
    throw new UnsupportedOperationException("next push");
  }

  /** The one that counts as the trial's bound first. */
  public List<StoredCertificate> certificates(UUID trialId) {
    throw new UnsupportedOperationException("next push");
  }
}
