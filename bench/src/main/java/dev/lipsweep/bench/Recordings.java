package dev.lipsweep.bench;

import static java.util.Objects.requireNonNull;

import dev.lipsweep.domain.simulation.Recording;
import dev.lipsweep.domain.simulation.RecordingText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Sweeps that were trained for this, with {@code lipsweep record}; docs/search.md says how. */
final class Recordings {
  static final List<String> RECIPES = List.of("text-tiny", "cifar-mlp");

  private Recordings() {}

  static Recording of(String recipe) throws IOException {
    try (var in = requireNonNull(Recordings.class.getResourceAsStream(recipe + ".rec.gz"), recipe);
        var lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      return RecordingText.read(lines.lines().toList());
    }
  }
}
