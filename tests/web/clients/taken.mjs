// What a client was told, in order.
const PATIENCE_MS = 60_000;

export class Taken {
  /** Every event. */
  all = [];

  #seen = new Map();
  #waiting = new Set();
  #failure = null;

  /** The client's listener. */
  take = event => {
    this.all.push(event);
    this.#waiting.forEach(look => look());
  };

  /** Whoever waits, or will wait, waits in vain. */
  fail = failure => {
    this.#failure = failure;
    this.#waiting.forEach(look => look());
  };

  of(...types) {
    return this.all.filter(event => types.includes(event.type));
  }

  /** The next event of this type that nobody has waited for, and for which `where` holds. */
  next(type, where = () => true) {
    return new Promise((resolve, reject) => {
      const end = settle => {
        this.#waiting.delete(look);
        clearTimeout(patience);
        settle();
      };
      const look = () => {
        for (let at = this.#seen.get(type) ?? 0; at < this.all.length; at++) {
          if (this.all[at].type === type && where(this.all[at])) {
            this.#seen.set(type, at + 1);
            return end(() => resolve(this.all[at]));
          }
        }
        if (this.#failure) end(() => reject(this.#failure));
      };
      const patience = setTimeout(() => end(() => reject(new Error(
        `No ${type} within ${PATIENCE_MS / 1000} s. The last events: ${this.all.slice(-12).map(describe).join(', ')}`,
      ))), PATIENCE_MS);
      this.#waiting.add(look);
      look();
    });
  }
}

function describe({ type, ...rest }) {
  return type === 'error' ? `error ${JSON.stringify(rest.error)}` : type;
}
