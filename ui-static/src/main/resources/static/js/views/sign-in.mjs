import { h, put } from '../dom.mjs';
import { account } from '../scopes.mjs';
import { forget, remember } from '../token.mjs';

/** Asks for a token; `reason` says why the last one was refused. */
export function signIn(main, reason, done) {
  document.title = 'Sign in · lipsweep';
  const field = h('input', {
    id: 'token',
    name: 'token',
    type: 'password',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'lsw_…',
    required: true,
    'aria-describedby': 'token-hint token-problem',
  });
  const problem = h('p', { id: 'token-problem', class: 'problem', role: 'alert' }, reason ?? '');
  const go = h('button', { class: 'primary' }, 'Sign in');
  const form = h(
    'form',
    { class: 'panel sign-in', on: { submit } },
    h('h1', {}, 'Sign in'),
    h(
      'p',
      { id: 'token-hint' },
      'Every request to lipsweep shows a token. On this machine the server wrote one to ',
      h('code', {}, '~/.lipsweep/admin.token'),
      ' at its first start; the address that the command line prints carries it.',
    ),
    h('label', { for: 'token' }, 'Token'),
    field,
    problem,
    h('p', { class: 'faint' }, 'It is kept in this tab only, and forgotten when you close it or sign out.'),
    h('div', { class: 'row end' }, go),
  );
  put(main, form);
  field.focus();

  async function submit(event) {
    event.preventDefault();
    const refusal = /^lsw_\S+$/.test(field.value.trim())
      ? await refusalOf(field.value)
      : 'A token starts with lsw_ and has no spaces.';
    if (refusal) {
      problem.textContent = refusal;
      field.focus();
    } else {
      done();
    }
  }

  /** Asks the server what the token may do, before any view is shown; null if it will do. */
  async function refusalOf(text) {
    go.disabled = true;
    remember(text);
    try {
      const { name, scopes } = await account();
      if (scopes.includes('read')) {
        return null;
      }
      forget();
      return `The token ${name} may not read (it may ${scopes.join(', ')}), so there is nothing that this page could show it.`;
    } catch (e) {
      forget();
      return e.message;
    } finally {
      go.disabled = false;
    }
  }
}
