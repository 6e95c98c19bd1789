package dev.lipsweep.api.definition;

import dev.lipsweep.api.problem.PlacedProblem;
import dev.lipsweep.domain.problem.InvalidInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A definition's text as a tree of maps, lists and scalars that knows its lines. */
public final class Document {
  private final String text;
  private final @Nullable Object tree;
  private final Lines lines;

  Document(String text, @Nullable Object tree, Lines lines) {
    this.text = text;
    this.tree = tree;
    this.lines = lines;
  }

  public String text() {
    return text;
  }

  /** Null if the text is empty. */
  public @Nullable Object tree() {
    return tree;
  }

  /** The problems with their lines. */
  public List<PlacedProblem> place(InvalidInput invalid) {
    return invalid.problems().stream()
        .map(problem -> PlacedProblem.of(problem, lines.of(problem.path())))
        .toList();
  }
}
