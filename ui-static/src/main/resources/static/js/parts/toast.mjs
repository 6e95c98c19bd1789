import { h } from '../dom.mjs';

/** So long a word on what was done stays, unless somebody is about to undo it. */
const STAYS = 12_000;

/** Says what was done, and offers to undo it where that is possible. */
export function toast(text, undo = null) {
  document.querySelector('.toast')?.remove();
  const back = undo ? h('button', { type: 'button', class: 'small', on: { click: take } }, 'Undo') : null;
  const words = h('span', {}, text);
  const element = h('div', { class: 'toast', role: 'status' }, words, back);
  document.body.append(element);
  let timer = setTimeout(leave, STAYS);
  element.addEventListener('pointerenter', () => clearTimeout(timer));
  element.addEventListener('focusin', () => clearTimeout(timer));
  element.addEventListener('pointerleave', () => (timer = setTimeout(leave, STAYS)));

  function leave() {
    element.remove();
  }

  async function take() {
    back.disabled = true;
    try {
      await undo();
      words.textContent = 'Undone';
      back.remove();
      timer = setTimeout(leave, STAYS / 4);
    } catch (e) {
      words.textContent = e.message;
      back.disabled = false;
    }
  }
}
