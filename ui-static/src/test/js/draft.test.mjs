import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { draft } from '../../main/resources/static/js/editor/draft.mjs';

// the build unpacks the library; without a build there is nothing to test with
const LIBRARY = new URL('../../../target/classes/static/vendor/yaml/index.js', import.meta.url);
const isThere = existsSync(fileURLToPath(LIBRARY));
const yaml = isThere ? await import(LIBRARY) : null;
const check = (name, body) =>
  test(name, { skip: isThere ? false : 'the yaml library is unpacked by mvn package' }, body);

const TEXT = `# What does each bound cost?
name: demo
recipe: text-tiny
logitScale: [1, 8]             # an axis at the top
space:                         # a union of grids
  - optimizer: muon
    sigmaMax: [1, 1.5, 2, 3]
    learningRate: 1
  - optimizer: adamw
    learningRate: 0.02         # as published
`;

check('an edit changes its own line and nothing else, comments neither', () => {
  const text = draft(yaml, TEXT).with(['space', 0, 'sigmaMax'], '[1, 2]');
  assert.equal(text, TEXT.replace('[1, 1.5, 2, 3]', '[1, 2]'));
  assert.equal(draft(yaml, TEXT).with(['space', 1, 'learningRate'], '0.03'), TEXT.replace('0.02 ', '0.03 '));
});

check('what was read is written: values as a line, ranges, lists on lines of their own', () => {
  const own = draft(yaml, TEXT);
  assert.equal(own.line(['space', 0, 'sigmaMax']), '[1, 1.5, 2, 3]');
  assert.equal(own.line(['logitScale']), '[1, 8]');
  assert.equal(own.line(['nothing']), '');
  const range = '{log: [0.01, 1], points: 3}';
  const text = own.with(['space', 1, 'learningRate'], range);
  assert.equal(draft(yaml, text).line(['space', 1, 'learningRate']), range);
  const listed = draft(yaml, 'logitScale:\n  - 1\n  - 8\nseeds: 2\n');
  assert.deepEqual(draft(yaml, listed.with(['logitScale'], '[1, 4]')).tree, { logitScale: [1, 4], seeds: 2 });
});

check('a new entry stands with its like: in its block, before the space, in a mapping of its own', () => {
  const own = draft(yaml, TEXT);
  assert.match(own.with(['space', 0, 'seeds'], '2'), /learningRate: 1\n    seeds: 2\n  - optimizer: adamw/);
  assert.match(own.with(['space', 1, 'seeds'], '2'), /# as published\n    seeds: 2\n$/);
  assert.match(own.with(['seeds'], '3'), /# an axis at the top\nseeds: 3\nspace:/);
  const limited = own.with(['limits', 'deadline'], '6h');
  assert.match(limited, /limits:\n  deadline: 6h\nspace:/);
  assert.deepEqual(draft(yaml, draft(yaml, limited).with(['limits', 'maxFailures'], '10%')).tree.limits, {
    deadline: '6h',
    maxFailures: '10%',
  });
  assert.equal(
    draft(yaml, 'limits: {deadline: 6h}').with(['limits', 'compute'], '4h'),
    'limits: {deadline: 6h, compute: 4h}',
  );
  assert.equal(draft(yaml, '').with(['name'], 'x'), 'name: x\n');
  assert.equal(draft(yaml, 'name:\nseeds: 1').with(['name'], 'x'), 'name: x\nseeds: 1');
});

check('an entry is taken away with its line, the first one of a block without the dash', () => {
  const own = draft(yaml, TEXT);
  assert.equal(own.with(['logitScale'], ''), TEXT.replace(/logitScale.*\n/, ''));
  assert.equal(own.with(['space', 0, 'optimizer'], ''), TEXT.replace('optimizer: muon\n    ', ''));
  assert.equal(own.with(['space', 1, 'learningRate'], ''), TEXT.replace(/    learningRate: 0.02.*\n/, ''));
  assert.equal(own.with(['nothing'], ''), TEXT);
  assert.equal(draft(yaml, own.with(['limits', 'deadline'], '6h')).with(['limits', 'deadline'], ''), TEXT);
  assert.equal(
    draft(yaml, 'limits: {deadline: 6h, compute: 4h}').with(['limits', 'deadline'], ''),
    'limits: {compute: 4h}',
  );
});

check('blocks come and go', () => {
  const more = draft(yaml, TEXT).withBlock([
    ['optimizer', 'sgd'],
    ['learningRate', '[0.1, 1]'],
  ]);
  assert.equal(
    more,
    `${TEXT}  - optimizer: sgd\n    learningRate: [0.1, 1]\n`.replace('published\n\n', 'published\n'),
  );
  const fewer = draft(yaml, more).without(['space', 0]);
  assert.deepEqual(
    draft(yaml, fewer).tree.space.map((b) => b.optimizer),
    ['adamw', 'sgd'],
  );
  assert.equal(draft(yaml, draft(yaml, fewer).without(['space', 1])).text.includes('sgd'), false);
  assert.equal(draft(yaml, 'name: x').withBlock([['seeds', '2']]), 'name: x\nspace:\n  - seeds: 2\n');
  assert.equal(draft(yaml, 'name: x\nspace:\n  - seeds: 2\n').without(['space', 0]), 'name: x\n');
});

check('after any edits the text is still YAML and says what was put in', () => {
  let text = TEXT;
  let seed = 7;
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
  for (let i = 0; i < 300; i++) {
    const { tree } = draft(yaml, text);
    const block = random(tree.space?.length || 1);
    const path = [
      ['seeds'],
      ['limits', 'deadline'],
      ['limits', 'compute'],
      ['space', block, `p${random(4)}`],
    ][random(4)];
    const value = random(3) ? `[${random(9)}, ${random(9)}]` : '';
    const next =
      random(9) === 0
        ? draft(yaml, text).withBlock([
            ['p0', '1'],
            ['p1', '2'],
          ])
        : draft(yaml, text).with(path, value);
    const read = draft(yaml, next);
    assert.ok(read.readable, `${text}\n=> ${JSON.stringify(path)} ${value}\n${next}`);
    if (next !== text && !next.includes('p0: 1') && value) {
      assert.equal(read.line(path), value);
    }
    text = next;
  }
});

check('a text that is no mapping is not read', () => {
  assert.equal(draft(yaml, 'name: [').readable, false);
  assert.equal(draft(yaml, '- a').readable, false);
  assert.deepEqual(draft(yaml, 'name: [').tree, {});
  assert.equal(draft(yaml, '').readable, true);
});
