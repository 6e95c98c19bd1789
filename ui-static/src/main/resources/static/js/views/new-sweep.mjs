import { get, send } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { completions } from '../editor/schema.mjs';
import { definitionForm } from '../editor/form.mjs';
import { draft } from '../editor/draft.mjs';
import { packed } from '../editor/shared-draft.mjs';
import { beginning, forget, remember } from '../editor/start.mjs';
import { textEditor } from '../editor/text-editor.mjs';
import { verdict } from '../editor/verdict.mjs';
import { showTitle } from '../parts/crumbs.mjs';
import { loading } from '../parts/notice.mjs';
import { replaceParameters, sweepAddress } from '../router.mjs';
import { may } from '../scopes.mjs';

/** So long after the last key the server is asked what it would make of the text. */
const SETTLED = 350;

/** Loaded when somebody writes a definition, not before. */
const library = () => import('/vendor/yaml/index.js').then((m) => m.default);

/** An editor for a new sweep: text and form are two faces of one definition, and the server judges both. */
export function newSweepView({ main, route, signal, fail }) {
  showTitle('New sweep');
  put(main, loading('the editor'));
  let parts = null;
  start(route.parameters).catch((e) => signal.aborted || fail(e));

  async function start(parameters) {
    const [yaml, schema, templates, maySubmit] = await Promise.all([
      library(),
      get('/schema/sweep.schema.json', {}, signal),
      get('/templates', {}, signal),
      may('submit'),
    ]);
    parts ??= build(yaml, schema, templates.items, maySubmit);
    parts.begin(await beginning(parameters, templates.items, signal));
  }

  function build(yaml, schema, templates, maySubmit) {
    let asking = new AbortController();
    let timer = 0;
    let key = newKey();
    let problems = [];
    let now = draft(yaml, '');
    const judge = verdict({ path: '/sweeps', onJump: (line) => editor.goTo(line) });
    const editor = textEditor({
      label: 'Definition as YAML',
      complete: (place) => completions(schema, now.tree.recipe ?? recipeIn(editor.text), place),
      onEdit: (text) => change(text),
    });
    const form = definitionForm({ schema, edit: (text) => (editor.set(text), change(text)) });
    const submit = h(
      'button',
      { type: 'button', class: 'primary', disabled: true, on: { click: go } },
      'Submit',
    );
    const template = h(
      'select',
      { id: 'template', on: { change: () => template.value && use(template.value) } },
      h('option', { value: '' }, 'Begin with a template…'),
      templates.map(({ name, description }) => h('option', { value: name, title: description }, name)),
    );
    const about = h('p', { class: 'faint caption' });
    const refused = h('p', { class: 'problem', role: 'alert' });

    function begin(text) {
      editor.set(text);
      change(text);
    }

    function use(name) {
      const chosen = templates.find((one) => one.name === name);
      about.textContent = chosen.description;
      begin(chosen.definition);
    }

    function change(text) {
      remember(text);
      key = newKey();
      now = draft(yaml, text);
      // the text's lines may have moved; the form's places have not, and it must not either
      editor.mark([]);
      form.show(now, problems);
      submit.disabled = true;
      refused.textContent = '';
      clearTimeout(timer);
      timer = setTimeout(check, SETTLED);
    }

    /** The answer to an older text is not waited for. */
    async function check() {
      const { text } = now;
      asking.abort();
      asking = new AbortController();
      const own = AbortSignal.any([signal, asking.signal]);
      replaceParameters({ text: await packed(text) });
      try {
        const found = await judge.ask(text, own);
        problems = found ?? [];
        editor.mark(problems);
        form.show(now, problems);
        submit.disabled = found === null || found.length > 0;
      } catch (e) {
        if (!own.aborted) {
          throw e;
        }
      }
    }

    async function go() {
      submit.disabled = true;
      try {
        const { id } = await send('POST', '/sweeps', now.text, { headers: { 'Idempotency-Key': key } });
        forget();
        location.hash = sweepAddress(id);
      } catch (e) {
        refused.textContent = e.message;
        submit.disabled = false;
      }
    }

    put(
      main,
      h(
        'div',
        { class: 'heading' },
        h('h1', { tabindex: -1 }, 'New sweep'),
        h('label', { for: 'template', class: 'visually-hidden' }, 'Template'),
        template,
        h(
          'div',
          { class: 'row actions' },
          h('button', { type: 'button', on: { click: check } }, 'Dry run'),
          maySubmit ? submit : null,
        ),
      ),
      about,
      refused,
      h('section', { class: 'panel verdict-panel', 'aria-label': 'What it would be' }, judge.element),
      h(
        'div',
        { class: 'faces' },
        h(
          'section',
          { class: 'panel', 'aria-labelledby': 'as-text' },
          h('div', { class: 'panel-head' }, h('h2', { id: 'as-text' }, 'As text')),
          editor.element,
          h(
            'p',
            { id: 'editor-keys', class: 'faint caption' },
            'Ctrl and space: what can stand here. Tab leaves the text.',
          ),
        ),
        h(
          'section',
          { class: 'panel', 'aria-labelledby': 'as-form' },
          h('div', { class: 'panel-head' }, h('h2', { id: 'as-form' }, 'As a form')),
          form.element,
        ),
      ),
    );
    return { begin };
  }

  return {
    // the editor writes its own address; another one in the history is another draft
    reparametrize: (parameters) => start(parameters).catch((e) => signal.aborted || fail(e)),
  };
}

/** The recipe that a text names while it is no YAML yet. */
const recipeIn = (text) => /^recipe:\s*([\w-]+)/m.exec(text)?.[1];

/** One key for one text: a lost answer does not start a sweep a second time. */
const newKey = () => `page-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
