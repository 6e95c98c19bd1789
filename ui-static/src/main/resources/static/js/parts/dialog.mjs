import { h } from '../dom.mjs';

/**
 * Asks before something is done. The dialog stays open while `act` runs and shows its problem, so
 * that a refusal is read where the question was asked.
 */
export function confirm(question) {
  open(question, (dialog, back) => back.focus());
}

/** The same for something that has to be filled in first: `text` holds fields, the first one has the focus. */
export function ask(question) {
  open(question, (dialog) => dialog.querySelector('input, select, textarea')?.focus());
}

function open({ title, text, action, danger = false, wide = false, act }, focus) {
  const problem = h('p', { class: 'problem', role: 'alert' });
  const go = h('button', { class: danger ? 'danger' : 'primary' }, action);
  const back = h('button', { type: 'button', on: { click: () => dialog.close() } }, 'Back');
  const away = () => dialog.close();
  const dialog = h(
    'dialog',
    { 'aria-labelledby': 'dialog-title', class: wide ? 'wide' : null, on: { close: remove } },
    h(
      'form',
      { on: { submit } },
      h('h2', { id: 'dialog-title' }, title),
      text.map((line) => (typeof line === 'string' ? h('p', {}, line) : line)),
      problem,
      h('div', { class: 'row end' }, back, go),
    ),
  );

  function remove() {
    removeEventListener('hashchange', away);
    dialog.remove();
  }

  async function submit(event) {
    event.preventDefault();
    go.disabled = true;
    problem.textContent = '';
    try {
      await act();
      dialog.close();
    } catch (e) {
      problem.textContent = e.status === 403 ? `Your token may not do this: ${e.message}` : e.message;
      go.disabled = false;
    }
  }

  // a question belongs to its view
  addEventListener('hashchange', away);
  document.body.append(dialog);
  dialog.showModal();
  focus(dialog, back);
}
