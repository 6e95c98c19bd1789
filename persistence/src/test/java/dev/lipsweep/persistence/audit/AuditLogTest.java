package dev.lipsweep.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.Page;
import dev.lipsweep.persistence.token.ApiTokens;
import dev.lipsweep.persistence.token.Scope;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AuditLogTest extends DatabaseTest {
  @Autowired AuditLog log;
  @Autowired ApiTokens tokens;

  @Test
  void entries_come_by_pages_the_latest_first() {
    UUID ci = tokens.create("ci", Set.of(Scope.SUBMIT)).token().id();
    for (int i = 0; i < 5; i++) {
      log.record(i % 2 == 0 ? ci : null, "10.0.0.1", "POST /api/v1/sweeps", "s" + i, 201);
    }
    Page<AuditEntry> first = log.page(null, null, 3);
    assertThat(first.items()).extracting(AuditEntry::subject).containsExactly("s4", "s3", "s2");
    assertThat(first.items().getFirst().token()).isEqualTo("ci");
    assertThat(first.items().get(1).token()).isNull();
    Page<AuditEntry> second = log.page(null, first.nextCursor(), 3);
    assertThat(second.items()).extracting(AuditEntry::subject).containsExactly("s1", "s0");
    assertThat(second.nextCursor()).isNull();
    assertThat(log.page(ci, null, 10).items())
        .extracting(AuditEntry::subject)
        .containsExactly("s4", "s2", "s0");
    assertThatIllegalArgumentException().isThrownBy(() -> log.page(null, "first", 3));
  }

  @Test
  void an_entry_is_one_line_of_bounded_length() {
    log.record(null, "::1", "POST /a\nINFO all is well", "x".repeat(10_000), 401);
    AuditEntry entry = log.page(null, null, 1).items().getFirst();
    assertThat(entry.action()).isEqualTo("POST /a?INFO all is well");
    assertThat(entry.subject()).hasSize(200);
  }

  @Test
  void old_entries_are_deleted() {
    log.record(null, "::1", "POST /old", null, 200);
    jdbc.sql("update audit_entry set at = now() - interval '91 days'").update();
    log.record(null, "::1", "POST /new", null, 200);
    assertThat(log.deleteOld()).isEqualTo(1);
    assertThat(log.page(null, null, 10).items())
        .extracting(AuditEntry::action)
        .containsExactly("POST /new");
  }
}
