package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.sweep.SweepState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Reads sweeps; ids sort by age. */
interface SweepRepository extends Repository<SweepEntity, UUID> {
  Optional<SweepRow> findRowById(UUID id);

  Optional<SweepRow> findFirstByNameOrderByIdDesc(String name);

  List<SweepRow> findByIdLessThanOrderByIdDesc(UUID before, Limit limit);

  List<SweepRow> findByStateAndIdLessThanOrderByIdDesc(SweepState state, UUID before, Limit limit);
}
