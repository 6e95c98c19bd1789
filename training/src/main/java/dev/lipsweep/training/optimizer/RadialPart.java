package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Stack;

/**
 * The projection of AdamP and SGDP (Heo et al. 2021, arXiv 2006.08217): weights whose scale does
 * not matter to the loss have gradients orthogonal to them, and the part of an update along such
 * weights only makes them grow, so it is taken out.
 *
 * <p>If the largest |cos(gradient, weight)| of a channel is below 0.1/sqrt(size of a channel), it
 * is taken out channel by channel; else, if that of the whole layer is below 0.1/sqrt(size of the
 * layer), from the layer as a whole. A channel is what makes one output, and in an embedding one
 * token.
 */
final class RadialPart {

  /** {@code def without_radial(self, w, g, d, turned) -> Tensor}: d without its radial part. */
  static final String SCRIPT =
      """
        def is_orthogonal(self: __torch__.M, w: Tensor, g: Tensor, dims: List[int], size: int) -> Tensor:
          dot = torch.abs(torch.sum(torch.mul(w, g), dims, True))
          a = torch.add(torch.linalg_vector_norm(w, 2, dims, True), 1e-08)
          b = torch.add(torch.linalg_vector_norm(g, 2, dims, True), 1e-08)
          cosine = torch.amax(torch.div(torch.div(dot, a), b), [1, 2], True)
          return torch.lt(torch.mul(cosine, torch.sqrt(size)), 0.1)
        def tangent(self: __torch__.M, w: Tensor, d: Tensor, dims: List[int]) -> Tensor:
          n = torch.div(w, torch.add(torch.linalg_vector_norm(w, 2, dims, True), 1e-08))
          return torch.sub(d, torch.mul(n, torch.sum(torch.mul(n, d), dims, True)))
        def without_radial(self: __torch__.M, w: Tensor, g: Tensor, d: Tensor, turned: Tensor) -> Tensor:
          t = torch.gt(turned, 0.5)
          rows = torch.size(w, 1)
          columns = torch.size(w, 2)
          by_channel = torch.where(t, self.is_orthogonal(w, g, [1], rows), self.is_orthogonal(w, g, [2], columns))
          channel = torch.where(t, self.tangent(w, d, [1]), self.tangent(w, d, [2]))
          by_layer = self.is_orthogonal(w, g, [1, 2], torch.mul(rows, columns))
          layer = torch.where(by_layer, self.tangent(w, d, [1, 2]), d)
          return torch.where(by_channel, channel, layer)
      """;

  private RadialPart() {}

  /** Whether a channel is a column of what is stored, as the script's {@code turned}. */
  static double turned(Layer layer) {
    return switch (layer.kind()) {
      case LINEAR -> Stack.isTransposed(layer) ? 1 : 0;
      case EMBEDDING -> 1;
    };
  }
}
