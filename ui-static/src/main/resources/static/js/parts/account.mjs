import { account } from '../scopes.mjs';
import { h, put } from '../dom.mjs';
import { forget, token } from '../token.mjs';

/** Who is signed in, what the token may do, and the way out. `leave()` shows the sign-in form. */
export async function showAccount(element, leave) {
  if (!token()) {
    put(element);
    return;
  }
  try {
    const { name, scopes } = await account();
    put(
      element,
      h('span', { class: 'faint', title: `may ${scopes.join(', ')}` }, name),
      h(
        'button',
        {
          type: 'button',
          class: 'link',
          on: {
            click() {
              forget();
              leave();
            },
          },
        },
        'Sign out',
      ),
    );
  } catch {
    // the view itself says what is wrong with the token or the server
    put(element);
  }
}
