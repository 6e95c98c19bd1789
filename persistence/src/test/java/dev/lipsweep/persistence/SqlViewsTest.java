package dev.lipsweep.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.persistence.frontier.FrontierPoint;
import dev.lipsweep.persistence.frontier.FrontierQuery;
import dev.lipsweep.persistence.frontier.Frontiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/** What is promised to people who write SQL. */
class SqlViewsTest extends DatabaseTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "sql.md");
  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| `(\\w+)` \\| .*");

  @Autowired Frontiers frontiers;
  @Autowired TransactionTemplate transaction;

  @Test
  void the_document_names_every_column_in_its_order() throws IOException {
    List<String> documented =
        Files.readAllLines(DOCUMENT).stream()
            .map(ROW::matcher)
            .filter(java.util.regex.Matcher::matches)
            .map(row -> row.group(1) + "." + row.group(2))
            .toList();
    List<String> there =
        jdbc.sql(
                """
                select table_name || '.' || column_name from information_schema.columns
                where table_schema = 'lipsweep_views'
                """)
            .query(String.class)
            .list();
    assertThat(documented).containsExactlyInAnyOrderElementsOf(there);
  }

  @Test
  void the_reader_reads_the_views_and_nothing_else() {
    aSweep(3);
    List<String> views =
        jdbc.sql("select viewname from pg_views where schemaname = 'lipsweep_views'")
            .query(String.class)
            .list();
    assertThat(views).hasSize(8);
    for (String view : views) {
      assertThat(asReader("select count(*) from lipsweep_views." + view)).as(view).isNotNegative();
      assertRefused("delete from lipsweep_views." + view);
    }
    List<String> tables =
        jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
            .query(String.class)
            .list();
    assertThat(tables).contains("trial", "api_token", "webhook");
    for (String table : tables) {
      assertRefused("select count(*) from public." + table);
      assertRefused("delete from public." + table);
    }
    assertRefused("create table lipsweep_views.mine (a int)");
    assertRefused("create table public.mine (a int)");
    assertRefused("select rebuild_frontier_candidates()");
    assertRefused("select pg_read_file('/etc/passwd')");
  }

  @Test
  void the_frontier_in_sql_is_the_frontier() {
    UUID sweep = aSweep(20);
    List<UUID> points =
        frontiers.frontier(FrontierQuery.of(sweep, "certified-quick")).getFirst().points().stream()
            .map(FrontierPoint::trialId)
            .toList();
    assertThat(points).isNotEmpty();
    for (String view : List.of("frontier", "frontier_by_method")) {
      assertThat(
              jdbc.sql(
                      "select trial_id from lipsweep_views.%s where sweep_id = :sweep order by log10_bound"
                          .formatted(view))
                  .param("sweep", sweep)
                  .query(UUID.class)
                  .list())
          .as(view)
          .isEqualTo(points);
    }
    assertThat(count("results")).isEqualTo(20);
    assertThat(count("certificates")).isEqualTo(40);
    assertThat(count("measures")).isEqualTo(20);
    assertThat(
            jdbc.sql("select value from lipsweep_views.measures where name = 'train/loss' limit 1")
                .query(Double.class)
                .single())
        .isEqualTo(1.25);
  }

  private UUID aSweep(int trials) {
    UUID sweep = sweeps.sweep("views", trials);
    var random = new Random(5);
    for (Lease lease : sweeps.claim(sweeps.worker("w"), trials)) {
      sweeps.complete(lease, LogBound.ofLog10(random.nextInt(6)), random.nextInt(9) / 8.0);
    }
    return sweep;
  }

  private int count(String view) {
    return jdbc.sql("select count(*) from lipsweep_views." + view).query(Integer.class).single();
  }

  private Integer asReader(String sql) {
    return transaction.execute(
        status -> {
          status.setRollbackOnly();
          jdbc.sql("set local role lipsweep_reader").update();
          return jdbc.sql(sql).query(Integer.class).single();
        });
  }

  private void assertRefused(String sql) {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      status.setRollbackOnly();
                      jdbc.sql("set local role lipsweep_reader").update();
                      if (sql.startsWith("select")) {
                        jdbc.sql(sql).query(row -> {});
                      } else {
                        jdbc.sql(sql).update();
                      }
                    }))
        .as(sql)
        .isInstanceOf(DataAccessException.class)
        .rootCause()
        .hasMessageMatching("(?s).*(permission denied|cannot delete from view).*");
  }
}
