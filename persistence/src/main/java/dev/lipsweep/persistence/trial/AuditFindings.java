package dev.lipsweep.persistence.trial;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Remembers what audits have found, so that a frontier can ask for audited results. */
@Component
public class AuditFindings {
  /** An audit that could not tell, because the file is gone, takes nothing back. */
  private static final String REMEMBER =
      """
      insert into audit_finding (trial_id, rule, rule_version, verdict) values (:trial, :rule, :version, :verdict)
      on conflict (trial_id, rule) do update
      set rule_version = excluded.rule_version, verdict = excluded.verdict, audited_at = excluded.audited_at
      where excluded.verdict <> 'UNVERIFIABLE'
      """;

  private final JdbcClient jdbc;

  AuditFindings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param verdict PASS, FAIL or UNVERIFIABLE
   */
  public record Finding(String rule, int ruleVersion, String verdict) {}

  /** What an audit has found of a trial's certificates. */
  @Transactional
  public void remember(UUID trialId, List<Finding> findings) {
    for (Finding finding : findings) {
      jdbc.sql(REMEMBER)
          .param("trial", trialId)
          .param("rule", finding.rule())
          .param("version", finding.ruleVersion())
          .param("verdict", finding.verdict())
          .update();
    }
  }
}
