import { h, put } from '../dom.mjs';
import { plural } from '../format.mjs';
import { panel } from '../parts/panel.mjs';
import { stateWord } from '../parts/state.mjs';
import { table } from '../parts/table.mjs';
import { time } from '../parts/time.mjs';
import { sweepAddress, trialAddress } from '../router.mjs';

const WRITES = { RENEWAL: 'renewal', METRICS: 'metrics', CHECKPOINT: 'checkpoint', COMPLETION: 'result' };

/** Leases that ran out, and writes that came too late and were refused. */
export function incidentsPanel() {
  const own = table({
    caption: 'Lease incidents, the latest first',
    id: (i) => `${i.trialId} ${i.epoch} ${i.refused}`,
    columns: [
      { key: 'at', label: 'when', text: (i) => i.at, node: (i) => time(i.at) },
      { key: 'what', label: 'what', text: words },
      { key: 'worker', label: 'worker', text: (i) => `${i.worker} on ${i.host}` },
      {
        key: 'trial',
        label: 'trial',
        text: (i) => `#${i.trialNumber} of ${i.sweep}`,
        node: (i) =>
          h(
            'span',
            {},
            h('a', { href: trialAddress(i.trialId) }, `#${i.trialNumber}`),
            ' of ',
            h('a', { href: sweepAddress(i.sweepId) }, i.sweep),
          ),
      },
    ],
  });
  const body = h('div', { class: 'scroll tall' });
  const element = panel('incidents', 'Lease incidents', body);
  return {
    element,
    update(incidents) {
      if (!incidents.length) {
        put(body, h('p', { class: 'faint' }, 'No lease was lost, and no write came too late.'));
        return;
      }
      own.update(incidents);
      own.element.parentNode === body || put(body, own.element);
    },
  };
}

function words({ refused, refusals, epoch, currentEpoch, trialState }) {
  if (!refused) {
    return `lease of epoch ${epoch} ran out; the trial went on elsewhere`;
  }
  const often = refusals > 1 ? `, ${plural(refusals, 'time')}` : '';
  return currentEpoch === epoch
    ? `${WRITES[refused]} came after the trial was ${stateWord(trialState)}${often}`
    : `${WRITES[refused]} of epoch ${epoch} refused, epoch ${currentEpoch} had the trial${often}`;
}
