package dev.lipsweep.training.optimizer;

import java.util.List;
import java.util.stream.Stream;

/** Every optimizer, and every variant that has arithmetic of its own. */
public final class Optimizers {
  private Optimizers() {}

  public static List<Optimizer> all() {
    Stream<Optimizer> muons =
        Stream.of(Orthogonaliser.values()).map(o -> new Muon(Momentum.average(0.9), o));
    Stream<Optimizer> others =
        Stream.of(
            new Muon(new Momentum(0.95, true, 0), Orthogonaliser.SIX_STEP),
            new Muon(new Momentum(0.95, false, 2), Orthogonaliser.SIX_STEP),
            new Muon(new Momentum(0.95, true, 2), Orthogonaliser.NANOGPT),
            new NorMuon(),
            new NorMuon(new Momentum(0.95, true, 2), 0.9, Orthogonaliser.POLAR_EXPRESS),
            new Scion(1.7),
            new Scion(0.8, 0.5, Orthogonaliser.JORDAN),
            new AdamW(),
            new AdamW(0.8, 0.99, AdamW.Variant.STANDARD),
            new AdamP(0.9, 0.95),
            new AdamAtan2(0.9, 0.95),
            new Sgd(0.9),
            new SgdP(0.9),
            new SgdSai(0.9));
    return Stream.concat(muons, others).toList();
  }
}
