// Browsers give the microphone, and worklets for audio, only to pages of https and of localhost.
export const WHY_NOT = 'Over plain http the browser gives this page no microphone and no sound. See below.';

/** Explains it where this page is such a one, and offers the https address when the server has one. */
export async function explainWhenInsecure(section) {
  if (isSecureContext) return;
  const address = await secureAddress();
  for (const part of section.querySelectorAll('[data-offered]')) part.hidden = (part.dataset.offered === 'yes') !== (address !== null);
  for (const link of section.querySelectorAll('a')) {
    link.href = address ?? '';
    link.textContent = address ?? '';
  }
  section.hidden = false;
}

async function secureAddress() {
  const response = await fetch('https', { cache: 'no-store' }).catch(() => null);
  const { port } = response?.ok ? await response.json() : { port: null };
  return port === null ? null : new URL(`https://${location.hostname}:${port}/`).href;
}
