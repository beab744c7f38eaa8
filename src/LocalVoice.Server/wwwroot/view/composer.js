// The text box beside speech.
import { find } from './dom.js';

export class Composer {
  #form = find('write', HTMLFormElement);
  #field = find('write-field', HTMLInputElement);

  /** @param {(text: string) => Promise<boolean>} say whether it could be said */
  constructor(say) {
    this.#form.addEventListener('submit', async event => {
      event.preventDefault();
      const text = this.#field.value.trim();
      if (!text) return;
      this.#field.value = '';
      // What could not be sent is not lost.
      if (!await say(text) && !this.#field.value) this.#field.value = text;
    });
  }
}
