// Gives people a file, or a text on the clipboard.
import { make } from './dom.js';

/** @param {Blob|string} content @param {string} name @param {string} [type] */
export function download(content, name, type = 'text/plain') {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` }));
  make('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Whether it is there now: browsers give the clipboard to pages of https and of localhost only. @param {string} text */
export async function copy(text) {
  return navigator.clipboard ? navigator.clipboard.writeText(text).then(() => true, () => false) : false;
}

/** @param {string} kind @param {string} ending */
export function fileName(kind, ending) {
  return `localvoice-${kind}-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.${ending}`;
}
