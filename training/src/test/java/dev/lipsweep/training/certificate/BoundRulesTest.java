package dev.lipsweep.training.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.bound.BoundRules;
import org.junit.jupiter.api.Test;

class BoundRulesTest {
  @Test
  void the_server_knows_the_rules_that_there_are() {
    assertThat(Certificates.ALL.stream().map(BoundRule::name).toList()).isEqualTo(BoundRules.NAMES);
  }
}
