import { h } from '../dom.mjs';

/**
 * Asks before something is done. The dialog stays open while `act` runs and shows its problem, so
 * that a refusal is read where the question was asked.
 */
export function confirm({ title, text, action, danger = false, act }) {
  const problem = h('p', { class: 'problem', role: 'alert' });
  const go = h('button', { type: 'button', class: danger ? 'danger' : 'primary' }, action);
  const back = h('button', { type: 'button', on: { click: () => dialog.close() } }, 'Back');
  const dialog = h(
    'dialog',
    { 'aria-labelledby': 'dialog-title', on: { close: () => dialog.remove() } },
    h('h2', { id: 'dialog-title' }, title),
    text.map((line) => h('p', {}, line)),
    problem,
    h('div', { class: 'row end' }, back, go),
  );
  go.addEventListener('click', async () => {
    go.disabled = true;
    problem.textContent = '';
    try {
      await act();
      dialog.close();
    } catch (e) {
      problem.textContent = e.status === 403 ? `Your token may not do this: ${e.message}` : e.message;
      go.disabled = false;
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  back.focus();
}
