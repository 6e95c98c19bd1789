import assert from 'node:assert/strict';
import test from 'node:test';
import { corners } from '../../main/resources/static/js/charts/steps.mjs';
import { exactRange } from '../../main/resources/static/js/charts/scale.mjs';
import { groupKey, groupName } from '../../main/resources/static/js/configuration.mjs';
import { readBound, readShare, roundBound, writeBound } from '../../main/resources/static/js/frontier/bounds.mjs';
import { asked, readChoice, writeChoice } from '../../main/resources/static/js/frontier/choice.mjs';
import { attained } from '../../main/resources/static/js/frontier/model.mjs';
import { objective, valueOf } from '../../main/resources/static/js/frontier/objectives.mjs';

const present = (parameters) => Object.fromEntries(Object.entries(parameters).filter(([, v]) => v !== null));

test('what is chosen comes back from the address, and what is usual stays out of it', () => {
  const chosen = {
    by: 'sigmaMax',
    rule: 'full-matrix',
    seeds: 'mean',
    where: { optimizer: ['muon'], layers: ['a, b'] },
    view: [1, 2.5, 0.2, 0.4],
    points: ['a', 'b'],
    question: 'bound:10^3',
  };
  const parameters = present(writeChoice({ ...readChoice({}), ...chosen }));
  assert.deepEqual(readChoice(parameters), { ...readChoice({}), ...chosen });
  assert.deepEqual(present(writeChoice(readChoice({}))), {});
  assert.equal(readChoice({}, 'constraint').by, 'constraint');
  assert.equal(writeChoice(readChoice({ by: '' })).by, '');
});

test('an address that nobody wrote like that chooses nothing', () => {
  for (const parameters of [
    { where: '{' },
    { where: '[]' },
    { view: '1,2' },
    { view: '2,1,0,1' },
    { view: 'a,b,c,d' },
  ]) {
    assert.deepEqual(readChoice(parameters), readChoice({}));
  }
});

test('the server is asked for objectives only if they are not the usual ones', () => {
  assert.equal(asked(readChoice({})).objectives, null);
  assert.equal(asked(readChoice({ x: 'trainSeconds:min' })).objectives, 'trainSeconds:min,accuracy');
  assert.equal(asked(readChoice({ y: 'loss:min' })).objectives, 'bound,loss:min');
});

test('a bound is read as people write it, and never formed', () => {
  assert.equal(readBound('1000'), 3);
  assert.equal(readBound(' 10^3.5 '), 3.5);
  assert.ok(Math.abs(readBound('2.5e264') - 264.39794) < 1e-5);
  assert.equal(readBound('1e400'), 400);
  assert.equal(readBound('10^−2'), -2);
  for (const nothing of ['', 'ten', '-5', '0', '1e', '10^', '1 2']) {
    assert.equal(readBound(nothing), null, nothing);
  }
});

test('a bound is rounded to be read, as a number while it is one', () => {
  assert.equal(roundBound(0), '1');
  assert.equal(roundBound(3.4914), '3100');
  assert.equal(roundBound(264.4), '2.51e264');
});

test('a bound is written for the server however large it is', () => {
  for (const log10 of [3, -0.3, 264.398, 400.25]) {
    assert.ok(Math.abs(readBound(writeBound(log10)) - log10) < 1e-9);
  }
});

test('a share is a number up to 1 or a percentage', () => {
  assert.equal(readShare('40 %'), 0.4);
  assert.equal(readShare('0.4'), 0.4);
  assert.equal(readShare('40'), 0.4);
  assert.equal(readShare('0,25'), 0.25);
  assert.equal(readShare('140 %'), null);
  assert.equal(readShare('much'), null);
});

test('a line attains what its last point up to there has, and nothing before the first', () => {
  const points = [
    { x: 1, y: 0.2 },
    { x: 3, y: 0.4 },
  ];
  assert.equal(attained(points, 0.9, false), null);
  assert.equal(attained(points, 1, false), points[0]);
  assert.equal(attained(points, 2.9, false), points[0]);
  assert.equal(attained(points, 50, false), points[1]);
  assert.equal(attained(points, 2, true), points[1], 'the larger the better: what lies beyond');
});

test('steps are flat until the next point and go on to the end', () => {
  assert.deepEqual(
    corners(
      [
        [1, 10],
        [3, 20],
      ],
      { end: 7 },
    ),
    [
      [1, 10],
      [1, 10],
      [3, 10],
      [3, 20],
      [7, 20],
      [7, 20],
    ],
  );
  assert.deepEqual(corners([], { end: 7 }), []);
});

test('where more is better on both axes a point holds before itself', () => {
  assert.deepEqual(
    corners(
      [
        [1, 20],
        [3, 10],
      ],
      { isBefore: true },
    ),
    [
      [1, 20],
      [1, 20],
      [1, 10],
      [3, 10],
    ],
  );
});

test('objectives know their values, and what has no place in the plane', () => {
  const [bound, robust] = ['bound:certified:min', 'robust/clean:max'].map(objective);
  assert.equal(bound.isMost, false);
  assert.equal(robust.isMost, true);
  assert.equal(valueOf({ bound: { kind: 'FINITE', log10: 2 } }, bound), 2);
  assert.equal(valueOf({ bound: { kind: 'INFINITE' } }, bound), Infinity);
  assert.equal(valueOf({ bound: { kind: 'ZERO' } }, bound), -Infinity);
  assert.ok(Number.isNaN(valueOf({ bound: { kind: 'UNKNOWN' } }, bound)));
  assert.equal(valueOf({ metrics: { 'robust/clean': 0.5 } }, robust), 0.5);
});

test('a group is the same in whatever order its parameters came', () => {
  const [a, b] = [
    { optimizer: 'muon', constraint: 'none' },
    { constraint: 'none', optimizer: 'muon' },
  ];
  assert.equal(groupKey(a), groupKey(b));
  assert.equal(groupName(a), groupName(b));
  assert.equal(groupName({ learningRate: { from: 0.1, to: 0.25 } }), '0.1 to 0.25');
});

test('an axis that is zoomed into ends where it is told', () => {
  const { min, max, ticks } = exactRange(1.2, 3.4, 5);
  assert.deepEqual([min, max, ticks], [1.2, 3.4, [1.5, 2, 2.5, 3]]);
});
