import { h, put } from '../dom.mjs';
import { duration, plural } from '../format.mjs';
import { panel } from '../parts/panel.mjs';
import { time } from '../parts/time.mjs';

/** A launcher speaks every few seconds; after so long without a word its server is gone. */
const SILENT = 60_000;

/** What starts workers: how many it wants and has, and what keeps it from starting more. */
export function launchersPanel() {
  const body = h('div', { class: 'launchers' });
  const element = panel('launchers', 'Launchers', body);
  return {
    element,
    update: (launchers) =>
      put(
        body,
        launchers.length
          ? launchers.map(launcher)
          : h('p', { class: 'faint' }, 'None: workers are started by hand, by systemd or by compose.'),
      ),
  };
}

function launcher({ name, engine, wanted, running, waiting, held, restUntil, problem, seenAt }) {
  const silent = Date.now() - Date.parse(seenAt) > SILENT;
  const rest = restUntil ? (Date.parse(restUntil) - Date.now()) / 1000 : 0;
  return h(
    'div',
    { class: 'launcher' },
    h('h3', {}, name, h('span', { class: 'badge' }, engine)),
    h(
      'p',
      {},
      `${running} of ${plural(wanted, 'wanted worker')} running`,
      waiting ? `, ${waiting} in its queue` : '',
      held ? `, ${held} held there: release or cancel them` : '',
    ),
    problem
      ? h('p', { class: 'message' }, problem, rest > 0 ? `; the next try in ${duration(rest)}` : '')
      : null,
    h('p', { class: 'faint' }, silent ? 'silent: its server is gone; last seen ' : 'seen ', time(seenAt)),
  );
}
