// The form that asks for the server's API key.
import { keepKey } from '../call/key.js';
import { find } from './dom.js';

export class KeyForm {
  #form = find('key', HTMLFormElement);
  #field = find('key-field', HTMLInputElement);

  /** @param {() => void} given called when people have given a key */
  constructor(given) {
    this.#form.addEventListener('submit', event => {
      event.preventDefault();
      keepKey(this.#field.value.trim());
      this.hide();
      given();
    });
  }

  show() {
    this.#form.hidden = false;
    this.#field.focus();
  }

  hide() {
    this.#form.hidden = true;
    this.#field.value = '';
  }
}
