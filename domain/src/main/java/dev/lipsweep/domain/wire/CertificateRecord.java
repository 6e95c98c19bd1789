package dev.lipsweep.domain.wire;

import dev.lipsweep.domain.bound.LogBound;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of a bound.
 *
 * @param rule such as {@code certified}, {@code certified-quick}, {@code full-matrix}
 * @param sound true if the rule is proved for this network; a rule that only compares with
 *     published numbers is not
 * @param bound upper bound of the Lipschitz constant from the RMS of the (embedded) input to the
 *     RMS of the logits
 * @param normMethod how the norms were bounded, with its slack
 * @param layers the norms that entered
 * @param activationBound bound of the largest token RMS of the logits; UNKNOWN where the rule has
 *     none
 * @param contributions which part of the network owns how much of the bound: their logarithms sum
 *     to it, but for the rounding at its end
 */
public record CertificateRecord(
    String rule,
    int ruleVersion,
    boolean sound,
    LogBound bound,
    String domain,
    String normMethod,
    double slack,
    String checkpointSha256,
    List<LayerNorm> layers,
    LogBound activationBound,
    List<Contribution> contributions) {

  /**
   * @param norm certified upper bound of the layer's RMS-to-RMS norm (an embedding: its largest
   *     column RMS)
   */
  public record LayerNorm(String layer, double norm) {}

  /**
   * @param part such as {@code block0.attention}, {@code head}, {@code logitScale}
   * @param log10 of the factor that this part, with its residual, multiplies the bound by; null
   *     where the factor has no finite logarithm
   */
  public record Contribution(String part, @Nullable Double log10) {}
}
