package dev.lipsweep.cli.search;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.domain.simulation.Recording;
import dev.lipsweep.domain.simulation.RecordingText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Recordings in files, compressed by gzip. */
final class RecordingFile {
  private RecordingFile() {}

  static void write(Path file, String text) {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Failure(ExitCode.USAGE, "cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  static Recording read(Path file, String name) {
    try (var in = new GZIPInputStream(Files.newInputStream(file));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return RecordingText.read(lines.lines().toList());
    } catch (NoSuchFileException e) {
      throw new Failure(ExitCode.USAGE, name + ": no such file", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure(
          ExitCode.USAGE,
          "%s: %s; 'lipsweep record SWEEP FILE' writes a recording".formatted(name, e.getMessage()),
          e);
    }
  }
}
