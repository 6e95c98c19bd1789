import { send } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { confirm } from '../parts/dialog.mjs';
import { toast } from '../parts/toast.mjs';
import { account } from '../scopes.mjs';
import { checkDialog, scheduleDialog } from './baseline-dialogs.mjs';

/** What the token may do with a baseline: check it, move its pin, set its schedule, delete it. */
export function baselineActions({ path, changed, choose }) {
  const element = h('div', { class: 'row actions' });
  let baseline = null;
  let latest = null;
  let scopes = [];
  let shown = null;
  account().then(
    (own) => ((scopes = own.scopes), baseline && show()),
    () => {}, // whoever cannot be asked may do nothing
  );

  function show() {
    const buttons = [
      ['submit', 'Check…', () => checkDialog(baseline, (check) => choose(check.number)), 'primary'],
      [
        'operate',
        baseline.schedule ? 'No more nightly' : 'Nightly…',
        baseline.schedule ? unschedule : () => scheduleDialog(baseline, changed),
      ],
      latest?.verdict && latest.sweepId !== baseline.sweepId
        ? ['operate', `Pin check ${latest.number}`, update]
        : null,
      ['operate', 'Delete', remove, 'danger-quiet'],
    ].filter((button) => button && scopes.includes(button[0]));
    const signature = buttons.map(([, label]) => label).join();
    if (signature !== shown) {
      shown = signature;
      put(
        element,
        buttons.map(([, label, click, kind]) =>
          h('button', { type: 'button', class: kind, on: { click } }, label),
        ),
      );
    }
  }

  function update() {
    const before = baseline.sweepId;
    const check = latest;
    confirm({
      title: `Pin the sweep of check ${check.number}?`,
      text: ['From now on later sweeps are compared with it. Checks so far keep what they said.'],
      action: 'Pin it',
      async act() {
        await send('PUT', `${path}/pin`, { check: String(check.number) });
        changed();
        toast('The pin has moved', async () => {
          await send('PUT', `${path}/pin`, { sweep: before });
          changed();
        });
      },
    });
  }

  async function unschedule() {
    const cron = baseline.schedule;
    await send('DELETE', `${path}/schedule`);
    changed();
    toast(`${baseline.name} is checked only when asked`, async () => {
      await send('PUT', `${path}/schedule`, { cron });
      changed();
    });
  }

  function remove() {
    confirm({
      title: `Delete ${baseline.name}?`,
      text: ['The history of its checks goes with it. Sweeps stay, and can be pinned again.'],
      action: 'Delete the baseline',
      danger: true,
      async act() {
        await send('DELETE', path);
        location.hash = '#/baselines';
      },
    });
  }

  return {
    element,
    update(next, checks) {
      baseline = next;
      latest = checks[0] ?? null;
      show();
    },
  };
}
