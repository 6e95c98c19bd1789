/**
 * Where in a YAML text the cursor stands, as far as completion needs to know: `path` leads to the
 * mapping or the value, `kind` says whether a key or a value is being written there, and the text
 * from `from` to `to` is what a completion replaces. Indentation decides; of flow style the brackets
 * on the cursor's own line do. In comments nothing is completed: null.
 */
export function placeAt(text, offset) {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset);
  if (commentAt(before) >= 0) {
    return null;
  }
  const above = text.slice(0, start).split('\n').slice(0, -1);
  const line = parsed(before);
  const parents = parentsOf(above, line.indent);
  return line.key === null
    ? place('key', [...parents, ...line.items], line.rest, text, offset)
    : inValue([...parents, ...line.items, line.key], line.rest, text, offset);
}

/** The value after `key:`: plain, or within brackets of flow style. */
function inValue(path, rest, text, offset) {
  const open = unclosed(rest);
  if (!open) {
    return place('value', path, rest.trimStart(), text, offset);
  }
  const inside = rest.slice(open.at + 1);
  const last = inside.slice(inside.lastIndexOf(',') + 1);
  if (open.sign === '[') {
    return place('value', path, last.trimStart(), text, offset);
  }
  const colon = last.indexOf(':');
  return colon < 0
    ? place('key', path, last.trimStart(), text, offset)
    : place('value', [...path, last.slice(0, colon).trim()], last.slice(colon + 1).trimStart(), text, offset);
}

function place(kind, path, word, text, offset) {
  const rest = /^[\w.-]*/.exec(text.slice(offset))[0];
  return { kind, path, word, from: offset - word.length, to: offset + rest.length };
}

/** The last bracket that is still open, with its place. */
function unclosed(text) {
  const open = [];
  [...text].forEach((sign, at) => {
    if ('[{'.includes(sign)) {
      open.push({ sign, at });
    } else if (']}'.includes(sign)) {
      open.pop();
    }
  });
  return open.at(-1) ?? null;
}

/** Indent, items of a list that begin here, the key if there is one, and what follows. */
function parsed(line) {
  const [, spaces, dashes, content] = /^(\s*)((?:-\s+)*)(.*)$/s.exec(line);
  const key = /^([\w.-]+|"[^"]*"|'[^']*')\s*:(?:\s|$)/.exec(content);
  return {
    indent: spaces.length,
    inner: spaces.length + dashes.length,
    items: dashes ? ['-'] : [],
    key: key ? key[1].replace(/^["']|["']$/g, '') : null,
    rest: key ? content.slice(key[0].length) : content,
    isItem: dashes !== '',
    isEmpty: content.trim() === '' && dashes === '',
  };
}

/** The keys that lines above, each less indented than the last, open for a line of this indent. */
function parentsOf(above, indent) {
  const path = [];
  let limit = indent;
  for (let n = above.length - 1; n >= 0; n--) {
    const comment = commentAt(above[n]);
    const line = parsed(comment < 0 ? above[n] : above[n].slice(0, comment));
    if (line.isEmpty) {
      continue;
    }
    if (line.isItem && line.inner <= limit && line.indent < limit) {
      path.unshift(...(line.inner < limit && line.key !== null ? ['-', line.key] : ['-']));
      limit = line.indent;
      continue;
    }
    const opens = line.key !== null && line.rest.trim() === '';
    if (opens && (line.indent < limit || (line.indent === limit && path[0] === '-'))) {
      path.unshift(line.key);
      limit = line.indent;
    }
  }
  return path;
}

/** Where a comment begins in a line; -1 if none does. */
export function commentAt(line) {
  const found = /(^|\s)#/.exec(line.replace(/"[^"]*"|'[^']*'/g, (quoted) => '_'.repeat(quoted.length)));
  return found ? found.index + found[1].length : -1;
}
