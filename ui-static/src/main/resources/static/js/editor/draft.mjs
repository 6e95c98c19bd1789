/**
 * A definition as text, which a form edits too: an edit changes the characters of its own value and
 * nothing else, so comments and layout stay a person's. `yaml` is the library that reads it. Paths
 * are lists of keys and places in lists; a value is handed over as one line of YAML.
 */
export function draft(yaml, text) {
  const document = yaml.parseDocument(text);
  const root = document.contents;
  const readable = document.errors.length === 0 && (root === null || yaml.isMap(root));
  const node = (path) => document.getIn(path, true);

  return {
    readable,
    text,
    /** The tree of values; empty if the text cannot be read. */
    tree: readable ? (document.toJS() ?? {}) : {},
    /** What stands there on one line; '' if nothing does. */
    line: (path) =>
      node(path) === undefined
        ? ''
        : oneLine(yaml, yaml.isNode(node(path)) ? node(path).toJS(document) : node(path)),
    /** The text with this there; '' takes it away. */
    with: (path, line) => (line.trim() === '' ? without(path) : put(path, line.trim())),
    without,
    /** The text with one more block, [[key, line]], at the end of the space. */
    withBlock,
  };

  function put(path, line) {
    const value = node(path);
    if (value?.range) {
      const [begin] = value.range;
      const end = begin + text.slice(begin, value.range[1]).trimEnd().length;
      return splice(begin, end, begin === end ? ` ${line}` : line);
    }
    const [key] = path.slice(-1);
    const parent = node(path.slice(0, -1));
    if (path.length === 1 || !parent) {
      const own = path.length === 1 ? `${key}: ${line}\n` : `${path[0]}:\n  ${key}: ${line}\n`;
      return atTop(path[0], own);
    }
    if (parent.flow || !parent.items.length) {
      return splice(
        ...parent.range.slice(0, 2),
        oneLine(yaml, { ...parent.toJS(document), [key]: yaml.parse(line) }),
      );
    }
    const last = parent.items.at(-1);
    const place = lineEnd(endOf(last));
    return splice(place, place, `\n${' '.repeat(columnOf(parent.items[0]))}${key}: ${line}`);
  }

  function without(path) {
    const parent = path.length > 1 ? node(path.slice(0, -1)) : root;
    if (node(path) === undefined) {
      return text;
    }
    const isEntry = yaml.isMap(parent);
    const index = isEntry ? parent.items.findIndex((pair) => pair.key.value === path.at(-1)) : path.at(-1);
    if (parent.items.length === 1 && path.length > 1) {
      return path.length === 2
        ? without(path.slice(0, -1))
        : splice(beginOf(parent.items[0]), endOf(parent.items[0]), '{}');
    }
    if (parent.flow) {
      const rest = parent.toJS(document);
      isEntry ? delete rest[path.at(-1)] : rest.splice(index, 1);
      return splice(...parent.range.slice(0, 2), oneLine(yaml, rest));
    }
    const begin = beginOf(parent.items[index]);
    const follower = parent.items[index + 1];
    // the first entry of a block stands behind the dash, which stays
    return isEntry && follower && isBehindDash(begin)
      ? splice(begin, beginOf(follower), '')
      : splice(lineBegin(begin), lineEnd(endOf(parent.items[index])) + 1, '');
  }

  function withBlock(entries) {
    const space = node(['space']);
    const block = (indent) =>
      entries.map(([key, line], i) => `${indent}${i ? '  ' : '- '}${key}: ${line}`).join('\n');
    if (!space?.items?.length) {
      const cleared = space === undefined ? text : without(['space']);
      return `${closed(cleared)}space:\n${block('  ')}\n`;
    }
    if (space.flow) {
      const more = Object.fromEntries(entries.map(([key, line]) => [key, yaml.parse(line)]));
      return splice(...space.range.slice(0, 2), oneLine(yaml, [...space.toJS(document), more]));
    }
    const place = lineEnd(endOf(space.items.at(-1)));
    const dash = text.lastIndexOf('-', beginOf(space.items[0]));
    return splice(place, place, `\n${block(' '.repeat(dash - lineBegin(dash)))}`);
  }

  /** What belongs to all blocks stands before them. */
  function atTop(key, own) {
    const space = key === 'space' ? null : root?.items?.find((pair) => pair.key.value === 'space');
    const place = space ? lineBegin(beginOf(space)) : text.length;
    return space ? splice(place, place, own) : closed(text) + own;
  }

  function splice(begin, end, middle) {
    return text.slice(0, begin) + middle + text.slice(end);
  }

  function beginOf(item) {
    return (item.key ?? item).range[0];
  }

  function endOf(item) {
    return (item.value?.range ?? item.key?.range ?? item.range)[1];
  }

  function lineBegin(place) {
    return text.lastIndexOf('\n', place - 1) + 1;
  }

  /** The end of the line that holds the character before `place`. */
  function lineEnd(place) {
    const end = text.indexOf('\n', text[place - 1] === '\n' ? place - 1 : place);
    return end < 0 ? text.length : end;
  }

  function columnOf(item) {
    return beginOf(item) - lineBegin(beginOf(item));
  }

  function isBehindDash(place) {
    return /^\s*(-\s+)+$/.test(text.slice(lineBegin(place), place));
  }
}

const closed = (text) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** A value on one line: lists and mappings in flow style. */
function oneLine(yaml, value) {
  return yaml
    .stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false })
    .trim()
    .replace(/\n\s*/g, ' ');
}
