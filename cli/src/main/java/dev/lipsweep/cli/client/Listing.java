package dev.lipsweep.cli.client;

import java.util.List;

/**
 * A list of the server's, all pages of it.
 *
 * @param json one document, {@code {"items": [...], "nextCursor": ...}}
 * @param more true if the server has more items than were asked for
 */
public record Listing<T>(List<T> items, String json, boolean more) {}
