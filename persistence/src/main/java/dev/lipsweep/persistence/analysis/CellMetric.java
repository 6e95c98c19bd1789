package dev.lipsweep.persistence.analysis;

/** What a cell sums up of its completed trials. */
public enum CellMetric {
  ACCURACY("t.accuracy", false),
  LOSS("t.loss", true),
  /** The bound's log10, of the trials that have a finite one. */
  BOUND("case when t.bound_kind = 'FINITE' then t.log10_bound end", true);

  final String sql;
  final boolean smallerIsBetter;

  CellMetric(String sql, boolean smallerIsBetter) {
    this.sql = sql;
    this.smallerIsBetter = smallerIsBetter;
  }
}
