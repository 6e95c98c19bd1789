package dev.lipsweep.training.certificate;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord.LayerNorm;
import java.util.List;

/** What a rule says of a transformer's sub-blocks, each with its residual. */
interface SubBlocks {
  /**
   * @param used collects the norms that entered
   */
  Step attention(Place place, List<LayerNorm> used);

  Step mlp(Place place, List<LayerNorm> used);

  /**
   * What is known of the tokens that reach a sub-block: x = kept x_0 + rest, with x_0 the embedded
   * token.
   *
   * @param block prefix of the block's layers, such as {@code block0.}
   * @param activation bound of a token's RMS
   * @param kept the product of the residuals' factors so far
   * @param rest bound of the RMS of everything but {@code kept x_0}
   */
  record Place(String block, LogBound activation, LogBound kept, LogBound rest) {}

  /**
   * What a sub-block does.
   *
   * @param lipschitz factor on the Lipschitz constant
   * @param activation factor on the largest token RMS
   * @param branch what the branch puts out before its residual, as a factor on the input's RMS
   */
  record Step(LogBound lipschitz, LogBound activation, LogBound branch) {}
}
