package dev.lipsweep.api;

import java.util.List;

/** A whole list, as an object so that it can grow. */
public record Items<T>(List<T> items) {}
