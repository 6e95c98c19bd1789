package dev.lipsweep.worker;

/** What the fake server does instead of answering. */
enum Fault {
  /** 500, and nothing is done. */
  FAIL,
  /** Does what was asked and cuts the connection. */
  DROP_ANSWER,
  /** 409. */
  STALE
}
