import { get } from './api.mjs';
import { token } from './token.mjs';

let asked = { token: null, answer: null };

/** The name and the scopes of this tab's token: {name, scopes}. The server is asked once for each token. */
export function account() {
  if (asked.token !== token()) {
    const answer = get('/token');
    answer.catch(() => (asked = { token: null, answer: null }));
    asked = { token: token(), answer };
  }
  return asked.answer;
}

/** Whether the token may do what a scope allows; a button that it may not use does not exist. */
export const may = async (scope) => (await account()).scopes.includes(scope);
