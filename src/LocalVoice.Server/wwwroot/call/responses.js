// The responses of a session: which are being made, and which of their items are still to be heard.

/** @typedef {import('../transport/connection.js').WireEvent} WireEvent */

export class Responses {
  #machine;
  /** @type {Set<string>} */
  #active = new Set();
  /** Ordinal by response, of those that speak. @type {Map<string, number>} */
  #ordinals = new Map();
  /** Ordinals of which something is still to be played. @type {Set<number>} */
  #unplayed = new Set();
  #last = '';

  /** @param {import('./state.js').StateMachine} machine */
  constructor(machine) {
    this.#machine = machine;
  }

  get isActive() {
    return this.#active.size > 0;
  }

  /** Whether nothing is being made, and nothing is left to be heard. */
  get areOver() {
    return !this.isActive && this.#unplayed.size === 0;
  }

  /** The item of the response that was done last; null where it has no sound. */
  get lastOrdinal() {
    return this.#ordinals.get(this.#last) ?? null;
  }

  /** The newest item that is still to be heard; 0 for none. */
  get newestUnplayed() {
    return Math.max(0, ...this.#unplayed);
  }

  clear() {
    this.#active.clear();
    this.#ordinals.clear();
    this.#unplayed.clear();
  }

  /** @param {WireEvent} event @param {import('../audio/sound.js').Sound['playback']|undefined} playback */
  take(event, playback) {
    switch (event.type) {
      case 'response.created': return this.#create(event.response);
      case 'localvoice.audio.begin': return this.#announce(event);
      case 'response.done': return this.#done(event.response, playback);
    }
  }

  /** The item was played to its end. @param {number} ordinal */
  ended(ordinal) {
    this.#unplayed.delete(ordinal);
    this.#machine.send({ type: 'voiceEnded', more: !this.areOver });
  }

  /** The item, and those before it, were dropped. @param {number} ordinal */
  cut(ordinal) {
    for (const unplayed of [...this.#unplayed]) if (unplayed <= ordinal) this.#unplayed.delete(unplayed);
    this.#machine.send({ type: 'voiceCut', more: !this.areOver });
  }

  /** One outside the conversation is the business of whoever asked for it. @param {any} response */
  #create({ id, conversation_id: conversation }) {
    if (conversation === null) return;
    this.#active.add(id);
    this.#machine.send({ type: 'responseDue' });
  }

  /** @param {WireEvent} event */
  #announce({ response_id: response, ordinal }) {
    this.#ordinals.set(response, ordinal);
    this.#unplayed.add(ordinal);
  }

  /**
   * Whether those to what is being said are heard to their end in time, or the call ends. One that fails may be over before all is said.
   * @param {Promise<unknown>} said when all is said @param {number} milliseconds from then on @returns {Promise<boolean>}
   */
  areHeard(said, milliseconds) {
    return new Promise(resolve => {
      let isSaid = false;
      let timer = 0;
      const finish = (/** @type {boolean} */ areHeard) => {
        clearTimeout(timer);
        stop();
        resolve(areHeard);
      };
      const stop = this.#machine.onChange(({ phase, agent, user }, before) => {
        isSaid ||= user === 'speaking';
        const isOver = isSaid && agent === 'silent' && before.agent !== 'silent' && user === 'silent' && this.areOver;
        if (isOver || phase === 'closed') finish(true);
      });
      said.then(() => {
        isSaid = true;
        timer = window.setTimeout(() => finish(false), milliseconds);
      }, () => finish(false));
    });
  }

  /** @param {any} response @param {import('../audio/sound.js').Sound['playback']|undefined} playback */
  #done({ id, status }, playback) {
    this.#active.delete(id);
    this.#last = id;
    const ordinal = this.#ordinals.get(id);
    if (ordinal !== undefined && this.#unplayed.has(ordinal)) {
      // What the user, or the page, has cancelled is not heard any longer; of what failed, what there is.
      if (status === 'cancelled') playback?.flush(ordinal);
      else if (status !== 'completed') playback?.finish(ordinal);
    } else if (this.areOver) {
      this.#machine.send({ type: 'responseOver' });
    }
  }
}
