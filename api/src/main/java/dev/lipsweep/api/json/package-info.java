/** How the server's values look in JSON. */
@NullMarked
package dev.lipsweep.api.json;

import org.jspecify.annotations.NullMarked;
