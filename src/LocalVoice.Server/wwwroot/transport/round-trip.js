// How far away the server is: a WebSocket has no ping that a page may send.
const LOOKS = 2;
const WITHIN_MS = 1000;

/** Milliseconds there and back, by the smallest response that there is; the quickest of some. Null where none came. */
export async function roundTrip() {
  let quickest = null;
  for (let look = 0; look < LOOKS; look++) {
    const begun = performance.now();
    const response = await fetch('healthz', { cache: 'no-store', signal: AbortSignal.timeout(WITHIN_MS) }).catch(() => null);
    if (response === null) return null;
    // The first may have to connect.
    quickest = Math.min(performance.now() - begun, quickest ?? Infinity);
  }
  return quickest;
}
