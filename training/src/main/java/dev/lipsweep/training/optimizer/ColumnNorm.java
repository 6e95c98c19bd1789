package dev.lipsweep.training.optimizer;

/**
 * The direction of an embedding: every column brought to RMS 1, but none grown by more than 16
 * (METHOD.md 1.3), so that a token that was not seen stays where it is.
 */
final class ColumnNorm {

  static final double MAX_INFLATION = 16;

  /** {@code def normalize_columns(self, m: Tensor) -> Tensor}. */
  static final String SCRIPT =
      """
        def normalize_columns(self: __torch__.M, m: Tensor) -> Tensor:
          rms = torch.div(torch.linalg_vector_norm(m, 2, [1], True), torch.sqrt(torch.size(m, 1)))
          return torch.div(m, torch.clamp_min(rms, {least}))
      """
          .replace("{least}", "" + 1 / MAX_INFLATION);

  private ColumnNorm() {}
}
