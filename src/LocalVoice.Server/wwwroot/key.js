// The server's API key, where it needs one: asked for once, kept for this tab only.
const NAME = 'localvoice.key';

/** The server needs a key, or does not know the one that it got. */
export class KeyNeeded extends Error {}

export const subprotocolsOfKey = () => keyOfTab() === null ? [] : [`openai-insecure-api-key.${keyOfTab()}`];

/** Rejects with KeyNeeded where the server asks for another key; a server that cannot be reached is the connection's matter. */
export async function checkKey() {
  const key = keyOfTab();
  const headers = key === null ? {} : { Authorization: `Bearer ${key}` };
  const response = await fetch('v1/models', { headers, cache: 'no-store' }).catch(() => null);
  if (response?.status !== 401) return;
  sessionStorage.removeItem(NAME);
  throw new KeyNeeded(key === null ? 'This server needs an API key.' : 'The server does not know this API key.');
}

/** The form that asks for it. */
export class KeyForm {
  #form;
  #field;

  /** @param given called when the user has given a key */
  constructor(form, given) {
    this.#form = form;
    this.#field = form.querySelector('input');
    form.addEventListener('submit', event => {
      event.preventDefault();
      sessionStorage.setItem(NAME, this.#field.value.trim());
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

function keyOfTab() {
  return sessionStorage.getItem(NAME);
}
