import { h, put } from '../dom.mjs';
import { remember } from '../token.mjs';

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
    h('p', { class: 'faint' }, 'It is kept in this tab only, and forgotten when you close it.'),
    h('div', { class: 'row end' }, h('button', { class: 'primary' }, 'Sign in')),
  );
  put(main, form);
  field.focus();

  function submit(event) {
    event.preventDefault();
    if (!/^lsw_\S+$/.test(field.value.trim())) {
      problem.textContent = 'A token starts with lsw_ and has no spaces.';
      field.focus();
      return;
    }
    remember(field.value);
    done();
  }
}
