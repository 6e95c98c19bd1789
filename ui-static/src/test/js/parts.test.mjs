import assert from 'node:assert/strict';
import test from 'node:test';
import { configurationName, groupName, varying } from '../../main/resources/static/js/configuration.mjs';
import { address, parse } from '../../main/resources/static/js/router.mjs';
import { roundRange } from '../../main/resources/static/js/charts/scale.mjs';
import { SseParser } from '../../main/resources/static/js/sse.mjs';

test('a parameter varies when it has two values, not when a method has no use for it', () => {
  const list = [
    { optimizer: 'muon', sigmaMax: 1, coupling: 'sound' },
    { optimizer: 'adamw', sigmaMax: 2 },
  ];
  assert.deepEqual(varying(list), ['optimizer', 'sigmaMax']);
  assert.deepEqual(varying([list[0]]), []);
});

test('a configuration is named by its method and what varies', () => {
  const parameters = { steps: 9, width: 64, sigmaMax: 4, constraint: 'spectral_soft_cap', optimizer: 'muon' };
  assert.equal(configurationName(parameters, ['width']), 'muon · spectral_soft_cap · sigmaMax 4 · width 64');
});

test('a group without parameters is all trials', () => {
  assert.equal(groupName({}), 'all trials');
  assert.equal(groupName({ optimizer: 'adamw', sigmaMax: null }), 'adamw · –');
});

const PAGES = [{ path: '/' }, { path: '/sweeps/:id' }, { path: '/sweeps/:id/trials' }];

test('an address names a page and keeps its parameters', () => {
  assert.equal(parse('', PAGES).page, PAGES[0]);
  assert.equal(parse('#/', PAGES).page, PAGES[0]);
  assert.deepEqual(parse('#/sweeps/a%20b?by=optimizer', PAGES), {
    page: PAGES[1],
    names: { id: 'a b' },
    key: '/sweeps/a%20b',
    parameters: { by: 'optimizer' },
  });
  assert.equal(parse('#/sweeps/1/trials', PAGES).page, PAGES[2]);
  assert.equal(parse('#/sweeps/1/2', PAGES).page, null);
  assert.equal(parse('#elsewhere', PAGES).page, null);
  assert.equal(parse('#/sweeps/%', PAGES).names.id, '%');
});

test('a written address is read as it was meant', () => {
  const { names, parameters } = parse(
    address(['sweeps', 'a/b'], { by: '', rule: 'x&y', third: null }),
    PAGES,
  );
  assert.deepEqual([names, parameters], [{ id: 'a/b' }, { by: '', rule: 'x&y' }]);
});

test('an axis has air around its values and round ticks inside', () => {
  const { min, max, ticks } = roundRange([-0.69, 20.9], 9);
  assert.ok(min < -0.69 && max > 20.9);
  assert.deepEqual(ticks, [0, 5, 10, 15, 20]);
});

test('an axis of one value or of none still has a length', () => {
  for (const values of [[3], [0], []]) {
    const { min, max } = roundRange(values, 5);
    assert.ok(min < max);
  }
});

test('events arrive whole however the stream is cut', () => {
  const stream =
    ': alive\n\nid: 7\nevent: trial\ndata: {"a":1}\n\nid: 8\r\nevent: sweep\r\ndata: x\r\ndata: y\r\n\r\n';
  for (let size = 1; size < stream.length; size++) {
    const parser = new SseParser();
    const events = [];
    for (let i = 0; i < stream.length; i += size) {
      events.push(...parser.push(stream.slice(i, i + size)));
    }
    assert.deepEqual(events, [
      { id: '7', name: 'trial', data: '{"a":1}' },
      { id: '8', name: 'sweep', data: 'x\ny' },
    ]);
  }
});
