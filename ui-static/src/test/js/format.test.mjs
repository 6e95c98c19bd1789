import assert from 'node:assert/strict';
import test from 'node:test';
import * as format from '../../main/resources/static/js/format.mjs';

const bound = (log10) => ({ kind: 'FINITE', log10, text: 'text' });

test('numbers keep their significant digits and no noise', () => {
  assert.equal(format.number(0.0775), '0.0775');
  assert.equal(format.number(0.1 + 0.2), '0.3');
  assert.equal(format.number(12345.6), '12\u202f346');
  assert.equal(format.number(3.1e-7), '3.1e−7');
  assert.equal(format.number(0), '0');
  assert.equal(format.number(4900, 15), '4900');
});

test('what is no number is a dash, never NaN', () => {
  for (const nothing of [null, undefined, NaN, Infinity]) {
    assert.equal(format.number(nothing), '–');
    assert.equal(format.measure(nothing), '–');
    assert.equal(format.percent(nothing), '–');
  }
});

test('measured values line up: always as many significant digits', () => {
  assert.equal(format.measure(2.3), '2.30');
  assert.equal(format.measure(0.03), '0.0300');
  assert.equal(format.measure(-1.5), '−1.50');
});

test('an accuracy shows tenths of a percent', () => {
  assert.equal(format.percent(0.41349), '41.3\u202f%');
  assert.equal(format.percent(1), '100.0\u202f%');
});

test('progress says 100 % only when everything is done', () => {
  assert.equal(format.progressPercent(0.999), '99\u202f%');
  assert.equal(format.progressPercent(1), '100\u202f%');
  assert.equal(format.progressPercent(0.29), '29\u202f%');
});

test('a bound is ten to the x, however large, and never minus zero', () => {
  assert.equal(format.boundText(bound(2.314)), '10^2.31');
  assert.equal(format.boundText(bound(264.31)), '10^264.3');
  assert.equal(format.boundText(bound(-0.001)), '10^0.00');
  assert.equal(format.boundText(bound(-1.5)), '10^−1.50');
});

test('a bound that is no number says what it is', () => {
  assert.equal(format.boundText({ kind: 'INFINITE', log10: null }), 'infinite');
  assert.equal(format.boundText({ kind: 'ZERO', log10: null }), '0');
  assert.equal(format.boundText(null), '–');
});

test('a length of time has at most two units', () => {
  assert.equal(format.duration(0.2), '0 s');
  assert.equal(format.duration(55), '55 s');
  assert.equal(format.duration(200), '3 min 20 s');
  assert.equal(format.duration(7500), '2 h 5 min');
  assert.equal(format.duration(50 * 3600), '2 d 2 h');
  assert.equal(format.duration(45 * 60 + 30), '45 min');
});

test('a moment is told from now', () => {
  const now = Date.parse('2026-01-01T12:00:00Z');
  assert.equal(format.ago('2026-01-01T11:59:58Z', now), 'just now');
  assert.equal(format.ago('2026-01-01T11:56:40Z', now), '3 min ago');
  assert.equal(format.ago('2026-01-01T12:00:30Z', now), 'just now', 'a server whose clock is ahead');
});

test('counts agree with their nouns', () => {
  assert.equal(format.plural(1, 'trial'), '1 trial');
  assert.equal(format.plural(12000, 'trial'), '12\u202f000 trials');
});
