// A draft in an address: deflated, in the alphabet of addresses. What the server never sees it cannot log.

export async function packed(text) {
  const bytes = new Uint8Array(await through(new Blob([text]), new CompressionStream('deflate-raw')));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The text again; null if the address has been cut or changed. */
export async function unpacked(code) {
  try {
    const bytes = Uint8Array.from(atob(code.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
      c.charCodeAt(0),
    );
    return new TextDecoder().decode(await through(new Blob([bytes]), new DecompressionStream('deflate-raw')));
  } catch {
    return null;
  }
}

const through = (blob, stream) => new Response(blob.stream().pipeThrough(stream)).arrayBuffer();
