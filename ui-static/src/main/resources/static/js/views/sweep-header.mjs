import { h, put } from '../dom.mjs';
import { plural } from '../format.mjs';
import { progressText, sweepBar, trialCounts } from '../parts/progress.mjs';
import { stateChip } from '../parts/state.mjs';
import { time } from '../parts/time.mjs';
import { sweepActions } from './sweep-actions.mjs';

/** A sweep's name, state, progress, and what can be done to it. `changed` is told of its new state. */
export function sweepHeader(changed) {
  const title = h('h1', { tabindex: -1 });
  const state = h('span');
  const facts = h('p', { class: 'faint facts' });
  const text = h('span', { class: 'progress-text' });
  const message = h('p', { class: 'message' });
  const bar = sweepBar();
  const counts = trialCounts();
  const actions = sweepActions(changed);
  const element = h(
    'section',
    { class: 'panel sweep-head', 'aria-label': 'Sweep' },
    h('div', { class: 'card-head' }, title, state, facts, actions.element),
    h('div', { class: 'card-progress' }, bar.element, text),
    counts.element,
    message,
  );
  let shown = '';
  return {
    element,
    update(sweep) {
      bar.update(sweep);
      text.textContent = progressText(sweep);
      counts.update(sweep);
      actions.update(sweep);
      const signature = JSON.stringify([
        sweep.name,
        sweep.state,
        sweep.message,
        sweep.finishedAt,
        sweep.trials.total,
      ]);
      if (shown !== signature) {
        shown = signature;
        title.textContent = sweep.name;
        put(state, stateChip(sweep.state));
        put(
          facts,
          'recipe ',
          h('b', {}, sweep.recipe),
          ' · ',
          plural(sweep.trials.total, 'trial'),
          sweep.priority ? ` · priority ${sweep.priority}` : null,
          ' · submitted ',
          time(sweep.createdAt),
          sweep.finishedAt ? [' · ended ', time(sweep.finishedAt)] : null,
        );
        message.hidden = !sweep.message;
        message.textContent = sweep.message ?? '';
      }
    },
  };
}
