package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.Shell;
import dev.lipsweep.cli.client.Views.Progress;
import dev.lipsweep.cli.client.Views.Sweep;
import dev.lipsweep.cli.client.Views.Trial;
import dev.lipsweep.cli.output.Bar;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.LiveBlock;
import dev.lipsweep.cli.output.TextTable;
import java.util.ArrayList;
import java.util.List;

/** One bar for the sweep and one line for each running trial, in place. */
final class TerminalView implements SweepView {
  private static final int MOST_LINES = 16;

  private final Shell shell;
  private final LiveBlock block;

  TerminalView(Shell shell) {
    this.shell = shell;
    this.block = new LiveBlock(shell.out());
  }

  @Override
  public void show(Sweep sweep, List<Trial> running) {
    var lines = new ArrayList<String>();
    lines.add(sweep(sweep));
    var table = new TextTable("", "trial", "", "step", "loss", "steps/s");
    running.stream().limit(MOST_LINES).forEach(trial -> trial(table, trial));
    // the header says what the figures are; the bar above needs none
    lines.addAll(table.isEmpty() ? List.of() : table.lines(shell.width() - 1));
    if (running.size() > MOST_LINES) {
      lines.add("and %d more".formatted(running.size() - MOST_LINES));
    }
    block.show(lines.stream().map(line -> TextTable.shortened(line, shell.width() - 1)).toList());
  }

  @Override
  public void close() {
    block.close();
  }

  @Override
  public void leave() {
    block.leave();
  }

  private static String sweep(Sweep sweep) {
    String line =
        "%s %s %3.0f %%  %d/%d trials"
            .formatted(
                sweep.name(),
                Bar.of(sweep.progress(), 30),
                100 * sweep.progress(),
                sweep.finished(),
                sweep.trials("total"));
    line += sweep.trials("FAILED") > 0 ? ", " + sweep.trials("FAILED") + " failed" : "";
    line += sweep.trials("RUNNING") > 0 ? "" : ", " + SweepText.activity(sweep);
    return sweep.etaSeconds() == null
        ? line
        : line + ", about " + Format.seconds(sweep.etaSeconds()) + " left";
  }

  private static void trial(TextTable table, Trial trial) {
    Progress progress = trial.progress();
    table.row(
        "#" + trial.number(),
        Format.method(trial.parameters()) + " seed=" + trial.seed(),
        progress == null
            ? ""
            : Bar.of((double) progress.step() / Math.max(1, progress.steps()), 10),
        progress == null ? "starting" : progress.step() + "/" + progress.steps(),
        progress == null ? "-" : Format.decimals(progress.loss(), 3),
        progress == null ? "-" : Format.decimals(progress.stepsPerSecond(), 1));
  }
}
