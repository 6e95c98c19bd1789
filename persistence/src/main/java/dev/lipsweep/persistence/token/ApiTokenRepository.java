package dev.lipsweep.persistence.token;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Tokens by what is asked for. */
interface ApiTokenRepository extends Repository<ApiTokenEntity, UUID> {
  ApiTokenEntity save(ApiTokenEntity token);

  Optional<ApiTokenEntity> findById(UUID id);

  Optional<ApiTokenEntity> findByPrefixAndRevokedAtIsNull(String prefix);

  List<ApiTokenEntity> findAllByOrderById();
}
