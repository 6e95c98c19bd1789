import { h, put } from '../dom.mjs';

/** A labelled choice among [value, text] pairs; `pick(value)` is called when a person chooses. */
export function choice({ id, label, options, value, pick }) {
  const select = h('select', { id, on: { change: () => pick(select.value) } });
  const set = (next, chosen) => {
    put(
      select,
      next.map(([v, text]) => h('option', { value: v, selected: v === chosen }, text)),
    );
    select.value = chosen;
  };
  set(options, value);
  return {
    elements: [h('label', { for: id }, label), select],
    set,
    choose: (chosen) => (select.value = chosen),
    get value() {
      return select.value;
    },
  };
}
