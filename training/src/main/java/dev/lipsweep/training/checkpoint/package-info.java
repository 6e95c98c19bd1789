/** Checkpoints: safetensors files that say what they are and notice when they were changed. */
@NullMarked
package dev.lipsweep.training.checkpoint;

import org.jspecify.annotations.NullMarked;
