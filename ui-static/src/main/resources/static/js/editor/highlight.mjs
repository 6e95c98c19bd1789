import { commentAt } from './place.mjs';

/** A line of YAML in pieces of one kind: [[text, kind]] with the kinds key, number, text, comment and sign. */
export function pieces(line) {
  const comment = commentAt(line);
  const code = comment < 0 ? line : line.slice(0, comment);
  const tail = comment < 0 ? [] : [[line.slice(comment), 'comment']];
  const parts = [];
  const pattern =
    /([\w.-]+)(?=\s*:(?:\s|$))|("[^"]*"|'[^']*')|([-+]?\d[\w.+-]*%?)|([[\]{},:]|-(?=\s))|([^\s[\]{},:]+)|(\s+)/g;
  const kinds = ['key', 'text', 'number', 'sign', 'text', null];
  for (const match of code.matchAll(pattern)) {
    const kind = kinds[match.slice(1).findIndex((part) => part !== undefined)];
    parts.push([match[0], kind === 'number' && Number.isNaN(parseFloat(match[0])) ? 'text' : kind]);
  }
  return [...parts, ...tail];
}
