package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.client.Views.Sweep;
import dev.lipsweep.cli.client.Views.Trial;
import java.util.List;

/** Where the progress of a sweep is shown. */
interface SweepView {
  void show(Sweep sweep, List<Trial> running);

  /** The sweep is finished. */
  void close();

  /** This program is being stopped. */
  void leave();
}
