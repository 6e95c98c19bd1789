import assert from 'node:assert/strict';
import test from 'node:test';
import { axisNames, levelAt, levelText, pickAxis } from '../../main/resources/static/js/axes.mjs';
import { csv } from '../../main/resources/static/js/charts/downloads.mjs';
import { HEAT, heat } from '../../main/resources/static/js/charts/heat.mjs';
import { lanes } from '../../main/resources/static/js/charts/lanes.mjs';
import { changeText, intervalText, levelOf } from '../../main/resources/static/js/effects.mjs';
import { listed, quoted } from '../../main/resources/static/js/editor/form-fields.mjs';
import { bytes, clock } from '../../main/resources/static/js/format.mjs';
import { cellValue } from '../../main/resources/static/js/metrics.mjs';
import { scheduleText } from '../../main/resources/static/js/views/baseline-schedule.mjs';
import { queueOrder } from '../../main/resources/static/js/views/cluster-queue.mjs';

test('a place on an axis is a value, or an interval with its middle by ratio or by difference', () => {
  assert.equal(levelText({ value: 0.1, low: null, high: null }), '0.1');
  assert.equal(levelText({ value: 'muon', low: null, high: null }), 'muon');
  const interval = { value: null, low: 0.01, high: 1 };
  assert.equal(levelText(interval), '0.01 to 1');
  assert.equal(levelAt(interval, true), 0.1);
  assert.equal(levelAt(interval, false), 0.505);
});

test('an axis that is asked for is taken if it is there and free, else a usual one, else any', () => {
  const names = axisNames([{ name: 'width' }, { name: 'sigmaMax' }, { name: 'optimizer' }]);
  assert.deepEqual(names, ['optimizer', 'sigmaMax', 'width']);
  assert.equal(pickAxis(names, ['width', 'sigmaMax']), 'width');
  assert.equal(pickAxis(names, [undefined, 'sigmaMax']), 'sigmaMax');
  assert.equal(pickAxis(names, ['sigmaMax'], ['sigmaMax']), 'optimizer');
  assert.equal(pickAxis([], ['sigmaMax']), null);
});

test('a cell shows its mean, or its better end', () => {
  const cell = { mean: 2, low: 1, high: 3 };
  assert.equal(cellValue(cell, 'accuracy', 'best'), 3);
  assert.equal(cellValue(cell, 'bound', 'best'), 1);
  assert.equal(cellValue(cell, 'bound', 'mean'), 2);
});

test('the colours of a heat map go through every stop and no further', () => {
  const rgb = (hex) => `rgb(${[1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)).join(', ')})`;
  HEAT.forEach((stop, n) => assert.equal(heat(n / (HEAT.length - 1)), rgb(stop)));
  assert.equal(heat(-1), rgb(HEAT[0]));
  assert.equal(heat(2), rgb(HEAT.at(-1)));
});

test('attempts share lanes as long as they do not overlap, and never take more lanes than slots', () => {
  const at = (second) => new Date(1000 * second).toISOString();
  const bar = (workerId, from, until) => ({
    workerId,
    from: at(from),
    until: until === null ? null : at(until),
  });
  const [a, b] = [
    { id: 'a', slots: 2 },
    { id: 'b', slots: 1 },
  ];
  const rows = lanes(
    [a, b],
    [bar('a', 0, 5), bar('a', 1, 4), bar('a', 5, 6), bar('b', 0, 3), bar('b', 2.9, null)],
    9000,
  );
  assert.deepEqual(
    rows.map((row) => [row.worker.id, row.lane, row.bars.map((one) => [one.begin / 1000, one.end / 1000])]),
    [
      [
        'a',
        0,
        [
          [0, 5],
          [5, 6],
        ],
      ],
      ['a', 1, [[1, 4]]],
      [
        'b',
        0,
        [
          [0, 3],
          [2.9, 9],
        ],
      ],
    ],
  );
});

test('the queue stands in the order in which claims look: priority, share, age; paused sweeps last', () => {
  const sweep = (name, more) => ({
    name,
    state: 'RUNNING',
    priority: 0,
    weight: 1,
    trials: { RUNNING: 0 },
    createdAt: '1',
    ...more,
  });
  const order = queueOrder([
    sweep('paused', { state: 'PAUSED', priority: -9 }),
    sweep('late', { createdAt: '2' }),
    sweep('busy', { trials: { RUNNING: 4 } }),
    sweep('heavy', { trials: { RUNNING: 4 }, weight: 8 }),
    sweep('early'),
    sweep('urgent', { priority: -1, trials: { RUNNING: 9 } }),
  ]);
  assert.deepEqual(
    order.map((one) => one.name),
    ['urgent', 'early', 'late', 'heavy', 'busy', 'paused'],
  );
});

test('a change has the sign and the unit of its measure', () => {
  assert.equal(changeText('ACCURACY', 0.0051), '+0.510 points');
  assert.equal(changeText('BOUND', -0.32), '−0.320 decades');
  assert.equal(changeText('ACCURACY', null), '–');
  assert.equal(levelOf('ACCURACY', 0.3257), '32.57\u202f%');
  assert.equal(levelOf('BOUND', 2.31), '10^2.31');
  assert.equal(intervalText({ measure: 'ACCURACY', low: -0.01, high: 0.02 }), '−1.00 points to +2.00 points');
  assert.equal(intervalText({ measure: 'ACCURACY', low: null, high: null }), 'noise not known');
});

test('what is typed into a form becomes a line of YAML that means it', () => {
  assert.equal(listed('1, 2, 3'), '[1, 2, 3]');
  assert.equal(listed('[1, 2]'), '[1, 2]');
  assert.equal(listed('{log: [0.1, 1], points: 3}'), '{log: [0.1, 1], points: 3}');
  assert.equal(listed(' 4 '), '4');
  assert.equal(quoted('my sweep'), 'my sweep');
  assert.equal(quoted('yes'), '"yes"');
  assert.equal(quoted('12'), '"12"');
  assert.equal(quoted('a: b'), '"a: b"');
  assert.equal(quoted('6h'), '6h');
  assert.equal(quoted('10%'), '10%');
  assert.equal(quoted('4GiB'), '4GiB');
});

test('memory, moments and schedules are said in words', () => {
  assert.equal(bytes(0), '0');
  assert.equal(bytes(512 * 2 ** 20), '512 MiB');
  assert.equal(bytes(23.44 * 2 ** 30), '23.4 GiB');
  assert.match(clock(Date.parse('2030-01-31T14:05:09')), /^14:05:09$/);
  assert.match(clock(Date.parse('2030-01-31T14:05:09'), true), /31 Jan.* 14:05/);
  assert.equal(scheduleText({ schedule: '0 5 3 * * *' }), 'every night at 03:05 UTC');
  assert.equal(scheduleText({ schedule: '0 0 3 * * MON' }), '0 0 3 * * MON (UTC)');
  assert.equal(scheduleText({ schedule: null }), 'only when asked');
});

test('values are saved as numbers, names that hold commas and quotes in quotes', () => {
  const table = {
    columns: [{ label: 'sweep' }, { label: 'accuracy', numeric: true }],
    rows: [
      ['a "b", c', { value: 0.123456, shown: '12.3 %' }],
      ['d', { value: null, shown: '–' }],
      ['e', { value: 0, shown: '0' }],
    ],
  };
  assert.equal(csv(table), 'sweep,accuracy\r\n"a ""b"", c",0.123456\r\nd,\r\ne,0\r\n');
});
