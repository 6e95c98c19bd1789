/** The one place that touches internals of the tensor engine: TorchScript text in, tensors out. */
@NullMarked
package dev.lipsweep.training.engine;

import org.jspecify.annotations.NullMarked;
