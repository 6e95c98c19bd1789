package dev.lipsweep.api.security;

import dev.lipsweep.api.PageRequest;
import dev.lipsweep.persistence.Page;
import dev.lipsweep.persistence.audit.AuditEntry;
import dev.lipsweep.persistence.audit.AuditLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "tokens")
class AuditLogController {
  private final AuditLog log;

  AuditLogController(AuditLog log) {
    this.log = log;
  }

  @GetMapping("/api/v1/audit")
  @Operation(
      summary = "Who changed what, the latest first",
      description =
          "Kept for 90 days. Reports of running attempts are not in it, unless they were refused for who sent them.")
  Page<AuditEntry> page(
      @RequestParam(required = false) @Nullable UUID token,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return PageRequest.read(cursor, limit, (c, n) -> log.page(token, c, n));
  }
}
