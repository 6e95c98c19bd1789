/** Workers as jobs of a Slurm cluster, through the commands that every site has. */
@NullMarked
package dev.lipsweep.scheduler.launcher.slurm;

import org.jspecify.annotations.NullMarked;
