/** Workers as jobs of a Kubernetes cluster. Loaded only by a server that is told to use it. */
@NullMarked
package dev.lipsweep.scheduler.launcher.kubernetes;

import org.jspecify.annotations.NullMarked;
