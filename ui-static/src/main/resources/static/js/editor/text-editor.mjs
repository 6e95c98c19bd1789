import { h, put } from '../dom.mjs';
import { completionList } from './completion-list.mjs';
import { pieces } from './highlight.mjs';
import { placeAt } from './place.mjs';

/**
 * A text area for YAML with colours, line numbers, completion, and what is wrong behind its line.
 * `complete(place)` says what can stand there; `onEdit(text)` is told of every change by hand.
 */
export function textEditor({ label, complete, onEdit }) {
  const gutter = h('div', { class: 'gutter', 'aria-hidden': 'true' });
  const backdrop = h('pre', { class: 'backdrop', 'aria-hidden': 'true' });
  const list = completionList({ id: 'completions', onPick: accept });
  const area = h('textarea', {
    id: 'definition',
    'aria-label': label,
    'aria-describedby': 'editor-keys',
    'aria-autocomplete': 'list',
    'aria-controls': 'completions',
    spellcheck: 'false',
    autocapitalize: 'off',
    autocomplete: 'off',
    wrap: 'off',
    on: { input: typed, keydown, blur: close, click: close },
  });
  const element = h(
    'div',
    { class: 'editor' },
    gutter,
    h('div', { class: 'editor-body' }, backdrop, area, list.element),
  );
  let problems = [];

  function typed(event) {
    draw();
    onEdit(area.value);
    event?.inputType?.startsWith('delete') ? close() : offer(false);
  }

  /** By hand the list also comes up where no word has been begun. */
  function offer(byHand) {
    const place = placeAt(area.value, area.selectionStart);
    const found = place && (byHand || place.word) ? complete(place) : [];
    const before = area.value.slice(0, place?.from ?? 0).split('\n');
    list.show(found, before.length - 1, before.at(-1).length);
    describe();
  }

  function accept({ value, insert }) {
    const place = placeAt(area.value, area.selectionStart);
    const rest = area.value.slice(place.to);
    const text = place.kind === 'key' && !/^\s*:/.test(rest) ? (insert ?? `${value}: `) : value;
    area.setRangeText(text, place.from, place.to, 'end');
    close();
    draw();
    onEdit(area.value);
  }

  function close() {
    list.hide();
    describe();
  }

  function describe() {
    list.active
      ? area.setAttribute('aria-activedescendant', list.active)
      : area.removeAttribute('aria-activedescendant');
  }

  function keydown(event) {
    const keys = list.isOpen
      ? {
          ArrowDown: () => list.move(1),
          ArrowUp: () => list.move(-1),
          Enter: list.pick,
          Tab: list.pick,
          Escape: close,
        }
      : { Enter: event.ctrlKey || event.metaKey ? null : newLine };
    const act = event.key === ' ' && event.ctrlKey ? () => offer(true) : keys[event.key];
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      act();
      describe();
    }
  }

  /** A new line is indented as the last one, and deeper after a key that opens a mapping. */
  function newLine() {
    const before = area.value.slice(0, area.selectionStart);
    const [, indent, dash] = /^(\s*)(-\s+)?/.exec(before.slice(before.lastIndexOf('\n') + 1));
    const deeper = /:\s*(#.*)?$/.test(before) ? '  ' : '';
    const text = `\n${indent}${dash ? ' '.repeat(dash.length) : ''}${deeper}`;
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
    typed();
  }

  function draw() {
    const lines = area.value.split('\n');
    put(
      backdrop,
      lines.map((line, n) => {
        const own = problems.find((problem) => problem.line === n + 1);
        return h(
          'span',
          { class: own ? 'code-line wrong' : 'code-line' },
          h(
            'span',
            { class: 'code' },
            pieces(line).map(([text, kind]) => (kind ? h('span', { class: `yaml-${kind}` }, text) : text)),
          ),
          own ? h('span', { class: 'inline-problem' }, `${own.message}; ${own.fix}`) : null,
          '\n',
        );
      }),
    );
    put(
      gutter,
      lines.map((_, n) =>
        h('span', { class: problems.some((p) => p.line === n + 1) ? 'wrong' : null }, `${n + 1}`),
      ),
    );
  }

  return {
    element,
    area,
    get text() {
      return area.value;
    },
    /** Another text, not by hand; the cursor stays where it was. */
    set(text) {
      if (text !== area.value) {
        const at = area.selectionStart;
        area.value = text;
        area.setSelectionRange(Math.min(at, text.length), Math.min(at, text.length));
      }
      draw();
    },
    mark(next) {
      problems = next;
      draw();
    },
    goTo(line) {
      const lines = area.value.split('\n');
      const begin = lines.slice(0, line - 1).reduce((sum, l) => sum + l.length + 1, 0);
      area.focus();
      area.setSelectionRange(begin, begin + (lines[line - 1]?.length ?? 0));
      backdrop.children[line - 1]?.scrollIntoView({ block: 'nearest' });
    },
  };
}
