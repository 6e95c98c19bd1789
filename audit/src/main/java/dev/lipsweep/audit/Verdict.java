package dev.lipsweep.audit;

/** What an audit says of a certificate. */
public enum Verdict {
  /** The bound follows from the weights. */
  PASS,
  /** It does not, or the file is not the one that was certified. */
  FAIL,
  /** Nobody can tell: the file is not at hand, or the rule is not one that the audit knows. */
  UNVERIFIABLE
}
