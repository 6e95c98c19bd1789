/**
 * The networks that can be trained: their layers, their target norms and their forward pass as
 * TorchScript.
 */
@NullMarked
package dev.lipsweep.training.model;

import org.jspecify.annotations.NullMarked;
