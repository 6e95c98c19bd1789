/** The server as the command line sees it: requests, answers, refusals. */
@NullMarked
package dev.lipsweep.cli.client;

import org.jspecify.annotations.NullMarked;
