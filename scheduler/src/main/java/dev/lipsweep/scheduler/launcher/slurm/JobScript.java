package dev.lipsweep.scheduler.launcher.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The batch script of a worker. Everybody who may see the job may read it, so the token is in it as
 * the name of a file only. The worker takes the script's place, so that Slurm's SIGTERM before the
 * time limit ({@code --signal=B:TERM@...}) and its own at a preemption reach the worker itself.
 */
record JobScript(
    String command, List<String> arguments, String tokenFile, String home, List<String> setup) {

  String text() {
    var lines =
        new ArrayList<>(
            List.of(
                "#!/bin/bash",
                "# A lipsweep worker: it takes trials from the server, and leaves when there are none.",
                "umask 077",
                "export LIPSWEEP_BUILD=never"));
    lines.addAll(setup);
    lines.add("export LIPSWEEP_HOME=" + quote(home));
    lines.add("mkdir -p \"$LIPSWEEP_HOME\"");
    lines.add("if ! [ -O \"$LIPSWEEP_HOME\" ]; then");
    lines.add("  echo \"$LIPSWEEP_HOME belongs to somebody else: set lipsweep.slurm.home\" >&2");
    lines.add("  exit 73");
    lines.add("fi");
    lines.add(
        "# a job that was requeued gets a name of its own: its former self may still be alive");
    lines.add(
        "exec %s %s --token-file %s \\"
            .formatted(quote(command), quote(arguments), quote(tokenFile)));
    lines.add("  --name \"slurm-$SLURM_JOB_ID-${SLURM_RESTART_COUNT:-0}\" \\");
    lines.add(
        "  --label \"slurm-job=$SLURM_JOB_ID\" --label \"slurm-node=${SLURMD_NODENAME:-}\" \\");
    lines.add("  --label \"cuda-visible-devices=${CUDA_VISIBLE_DEVICES:-}\"");
    return String.join("\n", lines) + "\n";
  }

  private static String quote(List<String> words) {
    return words.stream().map(JobScript::quote).collect(Collectors.joining(" "));
  }

  static String quote(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
