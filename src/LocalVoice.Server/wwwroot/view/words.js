// The page's words in the language that people read: words/*.json.

export const LANGUAGES = /** @type {const} */ (['es', 'ca', 'en']);
const FALLBACK = 'en';

export class Words {
  /** @type {Record<string, string>} */
  #words = {};
  /** @type {(() => void)[]} */
  #listeners = [];

  language = FALLBACK;

  /** @param {() => void} listener called after another language has been chosen */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** @param {string} chosen one of LANGUAGES; any other value: the browser's */
  async use(chosen) {
    const language = LANGUAGES.find(known => known === chosen) ?? languageOfBrowser();
    const response = await fetch(`words/${language}.json`);
    if (!response.ok) throw new Error(`The words of "${language}" are missing on the server.`);
    this.#words = await response.json();
    this.language = language;
    document.documentElement.lang = language;
    this.apply(document);
    this.#listeners.forEach(listener => listener());
  }

  /** @param {string} key @param {Record<string, string|number>} [values] fill in `{name}` */
  say(key, values = {}) {
    return (this.#words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
  }

  has(/** @type {string} */ key) {
    return key in this.#words;
  }

  /** @param {number|null} milliseconds */
  milliseconds(milliseconds) {
    return milliseconds === null ? '–' : `${Math.round(milliseconds).toLocaleString(this.language, { useGrouping: false })} ms`;
  }

  /** Fills in all that is marked with `data-words`, `data-label` or `data-hint`. @param {ParentNode} root */
  apply(root) {
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-words]'))) {
      element.textContent = this.say(element.dataset.words ?? '');
    }
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-label]'))) {
      element.setAttribute('aria-label', this.say(element.dataset.label ?? ''));
    }
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-hint]'))) {
      element.setAttribute(element instanceof HTMLInputElement ? 'placeholder' : 'title', this.say(element.dataset.hint ?? ''));
    }
  }

  /** A language's own name. @param {string} language */
  nameOf(language) {
    if (language === 'auto') return this.say('language.auto');
    if (language === 'ca') return 'Valencià · Català';
    const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
    return name[0].toLocaleUpperCase(language) + name.slice(1);
  }
}

function languageOfBrowser() {
  const wanted = navigator.languages.map(language => language.toLowerCase().split('-', 1)[0]);
  return wanted.find(language => LANGUAGES.some(known => known === language)) ?? FALLBACK;
}
