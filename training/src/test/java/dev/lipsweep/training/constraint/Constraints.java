package dev.lipsweep.training.constraint;

import java.util.Arrays;
import java.util.stream.Stream;

/** Every constraint, for tests of what all of them have to do. */
public final class Constraints {
  private Constraints() {}

  public static Stream<Constraint> all(double sigmaMax, double share) {
    return Arrays.stream(Coupling.values())
        .flatMap(
            coupling ->
                Stream.<Constraint>of(
                    new Unconstrained(),
                    new WeightDecay(share, coupling),
                    new SpectralWeightDecay(share, coupling),
                    new SpectralNormalize(sigmaMax, coupling),
                    new Stiefel(sigmaMax, coupling),
                    new SpectralHammer(sigmaMax, coupling),
                    new SpectralSoftCap(sigmaMax, coupling),
                    new SpectralHardCap(sigmaMax, coupling),
                    new SvdClamp(sigmaMax),
                    new SpectralClippedWeightDecay(sigmaMax, share)))
        .distinct();
  }
}
