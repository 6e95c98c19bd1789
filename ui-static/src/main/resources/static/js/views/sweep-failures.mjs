import { get } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { count, plural } from '../format.mjs';
import { panel } from '../parts/panel.mjs';
import { time } from '../parts/time.mjs';
import { trialAddress } from '../router.mjs';
import { loader } from '../throttle.mjs';

const CAUSES = {
  LEASE_LOST: ['Lease lost', 'a worker fell silent, its trial went to another; counts against nothing'],
  DIVERGED: ['Diverged', 'a result, not a failure: it is never tried again'],
  QUARANTINED: ['Quarantined', 'not tried, because another seed crashed trainers again and again'],
  TRAINER_CRASHED: ['Trainer crashed', 'the process ended by a signal'],
  OUT_OF_MEMORY: ['Out of memory', 'tried once more with twice its request'],
  DATA_MISSING: ['Data missing', 'on that worker'],
  TRAINER_ERROR: ['Trainer error', 'the trainer said so itself'],
};

/** What went wrong, by cause, with the commonest messages. */
export function failuresPanel({ sweep, signal }) {
  const body = h('div', { class: 'failures' });
  const element = panel('failures', 'What went wrong', body);
  let shown = '';

  async function load() {
    const { items } = await get(`/sweeps/${sweep.id}/failures`, {}, signal);
    const signature = JSON.stringify(items);
    if (signature !== shown) {
      shown = signature;
      put(body, items.length ? items.map(group) : h('p', { class: 'faint' }, 'Nothing so far.'));
    }
  }

  return {
    element,
    refresh: loader(load, (e) => put(body, h('p', { class: 'problem' }, e.message)), 5000, signal),
  };
}

function group({ cause, attempts, trials, ended, samples }) {
  const [name, note] = CAUSES[cause] ?? [cause, ''];
  const what = cause === 'QUARANTINED' ? 'trial' : 'attempt';
  return h(
    'div',
    { class: 'failure-group' },
    h('h3', {}, name, h('span', { class: 'faint' }, ` ${note}`)),
    h(
      'p',
      {},
      h('b', {}, plural(attempts, what)),
      cause === 'QUARANTINED' ? null : ` of ${plural(trials, 'trial')}`,
      cause === 'QUARANTINED' || cause === 'DIVERGED' ? null : `, ${fate(attempts, ended)}`,
    ),
    h('ul', {}, samples.map(sample)),
  );
}

function fate(attempts, ended) {
  if (ended === attempts) {
    return 'which were the end of them';
  }
  return ended ? `the end of ${count(ended)} of them; the others were tried again` : 'all tried again';
}

function sample({ message, count: said, trialId, trialNumber, worker, device, signal, at }) {
  return h(
    'li',
    {},
    h('p', { class: 'sample' }, message),
    h(
      'p',
      { class: 'faint' },
      said > 1 ? `${count(said)} times, lately ` : '',
      h('a', { href: trialAddress(trialId) }, `trial ${trialNumber}`),
      worker ? ` on ${worker}` : '',
      device ? ` (${device})` : '',
      signal ? ` by ${signal}` : '',
      ' · ',
      time(at),
    ),
  );
}
