// The server's API key, where it needs one: asked for once, kept for this tab only.
import { Failure } from './failure.js';

const NAME = 'localvoice.key';

/** The server needs a key, or does not know the one that it got. */
export class KeyNeeded extends Failure {}

export const subprotocolsOfKey = () => keyOfTab() === null ? [] : [`openai-insecure-api-key.${keyOfTab()}`];

/** @param {string} key */
export function keepKey(key) {
  sessionStorage.setItem(NAME, key);
}

/** @returns {Record<string, string>} */
export const headersOfKey = () => keyOfTab() === null ? {} : { Authorization: `Bearer ${keyOfTab()}` };

/**
 * Asks the server with the tab's key. Null where it cannot be reached, which is the connection's matter.
 * @param {string} path @param {RequestInit & { headers?: Record<string, string> }} [request]
 * @throws {KeyNeeded} The server asks for a key, or for another one.
 */
export async function fetchWithKey(path, request = {}) {
  const key = keyOfTab();
  const headers = { ...request.headers, ...headersOfKey() };
  const response = await fetch(path, { cache: 'no-store', ...request, headers }).catch(() => null);
  if (response?.status !== 401) return response;
  sessionStorage.removeItem(NAME);
  throw new KeyNeeded(key === null ? 'keyMissing' : 'keyUnknown');
}

function keyOfTab() {
  return sessionStorage.getItem(NAME);
}
