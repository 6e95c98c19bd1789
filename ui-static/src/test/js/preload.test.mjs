import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import test from 'node:test';

const FILES = new URL('../../main/resources/static', import.meta.url);
const IMPORT = /^(?:import|export)\b[^;'"]*?\bfrom '([^']+)'/gm;
const read = (path) => readFileSync(`${FILES.pathname}${path}`, 'utf8');

/** A module, all that it imports, and what those do. */
function needed(path, found = new Set()) {
  if (!found.has(path)) {
    found.add(path);
    for (const [, from] of read(path).matchAll(IMPORT)) {
      needed(posix.resolve(posix.dirname(path), from), found);
    }
  }
  return found;
}

test('the page asks at once for every module that the frontier of a sweep imports, and for no other', () => {
  const listed = [...read('/index.html').matchAll(/<link rel="modulepreload" href="(\/js\/[^"]+)">/g)];
  const imported = new Set([...needed('/js/main.mjs'), ...needed('/js/views/sweep-frontier.mjs')]);
  imported.delete('/js/main.mjs'); // the page's own script
  assert.deepEqual(
    listed.map(([, path]) => path),
    [...imported].sort(),
  );
});

test('the page asks at once for the library that the frontier is drawn with', () => {
  const [, library] = /import\('(\/vendor\/[^']+)'\)/.exec(read('/js/charts/chart.mjs'));
  assert.ok(read('/index.html').includes(`<link rel="modulepreload" href="${library}">`));
});
