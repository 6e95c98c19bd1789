import { send } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { duration, plural } from '../format.mjs';

/** What the server would make of a definition: a live count, or what is wrong with it, line by line. */
export function verdict({ path, onJump }) {
  const element = h('div', { class: 'verdict', role: 'status', 'aria-label': 'What the server says' });

  /** Asks the server; hands back the problems, of which none means that it can be submitted. */
  async function ask(text, signal) {
    try {
      show(await send('POST', path, text, { parameters: { dryRun: true }, signal }));
      return [];
    } catch (problem) {
      if (signal.aborted) {
        throw problem;
      }
      const found = problem.problems?.length ? problem.problems : [];
      put(element, found.length ? wrong(found) : h('p', { class: 'problem' }, refusal(problem)));
      return found.length ? found : null;
    }
  }

  function show({ trials, configurations, known, reused = 0, estimateSeconds, warnings }) {
    put(
      element,
      h(
        'dl',
        { class: 'tiles' },
        tile('trials', plural(trials, 'trial'), plural(configurations, 'configuration')),
        tile(
          'known before',
          known ? plural(known, 'trial') : 'none',
          known
            ? `same configuration and seed; ${reused ? plural(reused, 'result') : 'none'} will be reused`
            : 'all are new',
        ),
        tile(
          'estimated time',
          estimateSeconds === null ? 'not known' : `about ${duration(estimateSeconds)}`,
          estimateSeconds === null
            ? 'no trial of this recipe has ended, or no worker is there'
            : 'from past trials, on the slots that are there',
        ),
      ),
      warnings.length
        ? h(
            'ul',
            { class: 'warnings' },
            warnings.map((warning) => h('li', {}, warning)),
          )
        : null,
    );
  }

  function wrong(problems) {
    return [
      h('p', { class: 'problem' }, `${plural(problems.length, 'thing')} to mend`),
      h(
        'ul',
        { class: 'problems' },
        problems.map((problem) =>
          h(
            'li',
            {},
            h(
              'button',
              { type: 'button', class: 'link', on: { click: () => problem.line && onJump(problem.line) } },
              problem.line ? `line ${problem.line}` : 'whole text',
            ),
            h(
              'span',
              {},
              problem.path ? h('code', {}, problem.path) : null,
              ` ${problem.message}; `,
              h('b', {}, problem.fix),
              problem.value === null ? '' : ` (found ${problem.value})`,
            ),
          ),
        ),
      ),
    ];
  }

  return { element, ask };
}

const tile = (name, figure, note) =>
  h('div', {}, h('dt', {}, name), h('dd', {}, figure), h('dd', { class: 'faint note' }, note));

const refusal = (problem) =>
  problem.status === 403
    ? 'Your token may not submit, so the server does not count for it. Sign in with one that has the scope submit.'
    : problem.message;
