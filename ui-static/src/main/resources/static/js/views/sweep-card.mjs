import { h, put } from '../dom.mjs';
import { plural } from '../format.mjs';
import { progressText, sweepBar, trialCounts } from '../parts/progress.mjs';
import { stateChip } from '../parts/state.mjs';
import { time } from '../parts/time.mjs';
import { sweepAddress } from '../router.mjs';

/** One sweep in the list: name, state, bar, counts. */
export function sweepCard() {
  const name = h('a', { class: 'sweep-name' });
  const state = h('span');
  const facts = h('p', { class: 'faint facts' });
  const text = h('span', { class: 'progress-text' });
  const message = h('p', { class: 'message' });
  const bar = sweepBar();
  const counts = trialCounts();
  const element = h(
    'li',
    { class: 'panel sweep-card' },
    h('div', { class: 'card-head' }, h('h2', {}, name), state, facts),
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
      const signature = JSON.stringify([sweep.name, sweep.state, sweep.message, sweep.finishedAt]);
      if (signature === shown) {
        return;
      }
      shown = signature;
      name.textContent = sweep.name;
      name.href = sweepAddress(sweep.id);
      put(state, stateChip(sweep.state));
      put(
        facts,
        sweep.recipe,
        ' · ',
        plural(sweep.trials.total, 'trial'),
        ' · submitted ',
        time(sweep.createdAt),
        sweep.finishedAt ? [' · ended ', time(sweep.finishedAt)] : null,
      );
      message.hidden = !sweep.message;
      message.textContent = sweep.message ?? '';
    },
  };
}
