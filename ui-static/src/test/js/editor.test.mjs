import assert from 'node:assert/strict';
import test from 'node:test';
import { pieces } from '../../main/resources/static/js/editor/highlight.mjs';
import { placeAt } from '../../main/resources/static/js/editor/place.mjs';
import { completions } from '../../main/resources/static/js/editor/schema.mjs';
import { packed, unpacked } from '../../main/resources/static/js/editor/shared-draft.mjs';

/** The place of the cursor, which `|` marks. */
const at = (marked) => placeAt(marked.replace('|', ''), marked.indexOf('|'));
const where = (marked) => {
  const place = at(marked);
  return place && `${place.kind} ${place.path.join('/')} ${place.word}`.trim();
};

test('at the beginning of a line a key of the mapping that its indent belongs to is written', () => {
  assert.equal(where('na|'), 'key  na');
  assert.equal(where('name: x\nlimits:\n  max|'), 'key limits max');
  assert.equal(where('limits:\n  deadline: 6h\n  |'), 'key limits');
  assert.equal(where('limits:\n  deadline: 6h\n|'), 'key');
  assert.equal(where('resources:\n  labels:\n    pool: a\nse|'), 'key  se');
});

test('a block of the space is a mapping within a list, with or without an indent', () => {
  assert.equal(where('space:\n  - opt|'), 'key space/- opt');
  assert.equal(where('space:\n  - optimizer: muon\n    sig|'), 'key space/- sig');
  assert.equal(where('space:\n- optimizer: muon\n  sig|'), 'key space/- sig');
  assert.equal(where('space:\n  - optimizer: muon\n    constraint: none\n  - |'), 'key space/-');
});

test('after a colon a value is written, in brackets too', () => {
  assert.equal(where('recipe: text|'), 'value recipe text');
  assert.equal(where('space:\n  - constraint: [none, spec|'), 'value space/-/constraint spec');
  assert.equal(where('learningRate: {lo|'), 'key learningRate lo');
  assert.equal(where('limits: {deadline: 6h, maxF|'), 'key limits maxF');
  assert.equal(where('resources: {device: c|'), 'value resources/device c');
});

test('comments and other documents of the eye do not mislead', () => {
  assert.equal(at('# na|'), null);
  assert.equal(at('name: x # na|'), null);
  assert.equal(where('limits: # how much\n  # a word\n  max|'), 'key limits max');
});

test('a completion replaces the word around the cursor', () => {
  const place = at('opt|imizer: muon');
  assert.deepEqual([place.from, place.to], [0, 9]);
});

const SCHEMA = {
  oneOf: [
    {
      properties: {
        name: { type: 'string' },
        recipe: { const: 'tiny', description: 'a small one' },
        space: { type: 'array', items: { properties: { optimizer: {}, seeds: {} } } },
        optimizer: {
          description: 'which',
          anyOf: [{ enum: ['muon', 'adamw'] }, { type: 'array', items: { enum: ['muon', 'adamw'] } }],
        },
        keep: { properties: { frontier: { type: 'boolean' } } },
      },
    },
  ],
};

test('what can stand at a place comes from the schema, beginnings first', () => {
  const words = (marked) => completions(SCHEMA, null, at(marked)).map((one) => one.value);
  assert.deepEqual(words('|'), ['name', 'recipe', 'space', 'optimizer', 'keep']);
  assert.deepEqual(
    words('p|'),
    ['space', 'recipe', 'optimizer', 'keep'].sort((a, b) => words('p|').indexOf(a) - words('p|').indexOf(b)),
  );
  assert.deepEqual(words('recipe: |'), ['tiny']);
  assert.deepEqual(words('optimizer: [a|'), ['adamw']);
  assert.deepEqual(words('space:\n  - o|'), ['optimizer']);
  assert.deepEqual(words('keep: {frontier: |'), ['true', 'false']);
  assert.deepEqual(words('no: such: |'), []);
});

test('a line of YAML falls into pieces that put together are the line', () => {
  const line = '  - sigmaMax: [1, 1.5, "a # b"]  # caps';
  assert.equal(
    pieces(line)
      .map(([text]) => text)
      .join(''),
    line,
  );
  const kinds = Object.fromEntries(pieces(line).map(([text, kind]) => [text, kind]));
  assert.equal(kinds.sigmaMax, 'key');
  assert.equal(kinds['1.5'], 'number');
  assert.equal(kinds['"a # b"'], 'text');
  assert.equal(kinds['# caps'], 'comment');
});

test('a draft in an address is the same text again, and a broken address is none', async () => {
  const text = 'name: größer\nspace:\n  - {sigmaMax: [1, 2]}\n'.repeat(20);
  const code = await packed(text);
  assert.match(code, /^[\w-]+$/);
  assert.ok(code.length < text.length / 2);
  assert.equal(await unpacked(code), text);
  assert.equal(await unpacked(`${code.slice(0, 10)}!`), null);
});
