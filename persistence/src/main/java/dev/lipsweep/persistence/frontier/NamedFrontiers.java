package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.frontier.FrontierDefinition;
import dev.lipsweep.domain.frontier.FrontierDefinitionReader;
import dev.lipsweep.domain.json.CanonicalJson;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.UuidV7;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Frontiers by name. */
@Component
@Transactional
public class NamedFrontiers {
  private final JdbcClient jdbc;

  NamedFrontiers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Names a definition, if its name is free; whoever has the name is returned. */
  public NamedFrontier nameIfFree(FrontierDefinition definition) {
    Map<String, Object> tree = definition.tree();
    jdbc.sql(
            """
            insert into frontier (id, name, definition, sha256) values (:id, :name, cast(:definition as json), :sha256)
            on conflict (name) do nothing
            """)
        .param("id", UuidV7.next())
        .param("name", definition.name())
        .param("definition", Jsonb.write(tree))
        .param("sha256", CanonicalJson.sha256(tree))
        .update();
    return find(definition.name()).orElseThrow();
  }

  @Transactional(readOnly = true)
  public Optional<NamedFrontier> find(String name) {
    return jdbc.sql("select * from frontier where name = :name")
        .param("name", name)
        .query((row, n) -> frontier(row))
        .optional();
  }

  /** All, by name. */
  @Transactional(readOnly = true)
  public List<NamedFrontier> all() {
    return jdbc.sql("select * from frontier order by name").query((row, n) -> frontier(row)).list();
  }

  /**
   * Gives the name up, and its snapshots with it.
   *
   * @return false if nobody had it
   */
  public boolean delete(String name) {
    return jdbc.sql("delete from frontier where name = :name").param("name", name).update() > 0;
  }

  private static NamedFrontier frontier(ResultSet row) throws SQLException {
    return new NamedFrontier(
        Columns.uuid(row, "id"),
        row.getString("name"),
        FrontierDefinitionReader.read(Jsonb.tree(row.getString("definition"))),
        row.getString("sha256"),
        Columns.instant(row, "created_at"),
        Columns.instantOrNull(row, "changed_at"));
  }
}
