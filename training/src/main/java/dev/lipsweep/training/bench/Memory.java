package dev.lipsweep.training.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The resident memory of this process while a small network trains. */
final class Memory {
  private static final int STEPS = 5000;
  private static final int EVERY = 1000;

  private Memory() {}

  static List<Map<String, Object>> measure() throws IOException {
    var parameters =
        Map.of(
            "optimizer",
            "muon",
            "constraint",
            "spectral_soft_cap",
            "sigmaMax",
            2,
            "width",
            32,
            "context",
            32,
            "batchSize",
            8);
    List<Map<String, Object>> rows = new ArrayList<>();
    try (var trial = new Trial("text-tiny", parameters)) {
      for (int step = 0; step <= STEPS; step++) {
        trial.step(step);
        if (step == 200 || step > 0 && step % EVERY == 0) {
          var row = new LinkedHashMap<String, Object>();
          row.put("after step", step);
          row.put("resident MiB", residentMebibytes());
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static long residentMebibytes() throws IOException {
    System.gc(); // the heap breathes; what must not grow is native
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow();
    }
  }
}
