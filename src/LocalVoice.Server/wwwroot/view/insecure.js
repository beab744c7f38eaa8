// Browsers give the microphone, and worklets for audio, only to pages of https and of localhost: says so, and where there is one.
import { find } from './dom.js';

export async function explainInsecure() {
  const section = find('insecure', HTMLElement);
  const address = await secureAddress();
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll('[data-offered]'))) {
    part.hidden = (part.dataset.offered === 'yes') !== (address !== null);
  }
  const link = find('secure-address', HTMLAnchorElement);
  link.href = address ?? '';
  link.textContent = address ?? '';
  section.hidden = false;
}

async function secureAddress() {
  const response = await fetch('https', { cache: 'no-store' }).catch(() => null);
  const { port } = response?.ok ? await response.json() : { port: null };
  return port === null ? null : new URL(`https://${location.hostname}:${port}/`).href;
}
