// What the server's events mean for the state, the transcript and the measure.

/** @typedef {import('../transport/connection.js').WireEvent} WireEvent */
/** @typedef {import('../audio/sound.js').Sound['playback']} Playback */

// Nothing to cancel, or nothing said: what people did came a moment late, and no harm is done.
const HARMLESS = ['response_cancel_not_active', 'input_audio_buffer_commit_empty', 'conversation_already_has_active_response'];

export class WireEvents {
  #machine;
  #responses;
  #measure;
  #items;
  #language;
  /** Items of responses that the user has cut off. @type {Set<string>} */
  #interrupted = new Set();
  #lastDone = '';

  /** The session has lasted as long as the server lets it. */
  hasExpired = false;

  /**
   * @param {import('./state.js').StateMachine} machine @param {import('./responses.js').Responses} responses
   * @param {import('../turns/measure.js').Measure} measure @param {import('./items.js').Items} items @param {() => string} language
   */
  constructor(machine, responses, measure, items, language) {
    this.#machine = machine;
    this.#responses = responses;
    this.#measure = measure;
    this.#items = items;
    this.#language = language;
  }

  /** @param {WireEvent} event @param {Playback|undefined} playback */
  take(event, playback) {
    this.#responses.take(event, playback);
    const [area] = event.type.split('.', 1);
    if (area === 'response') this.#takeResponse(event);
    else if (area === 'localvoice') this.#takeExtension(event, playback);
    else this.#takeInput(event);
  }

  /** @param {WireEvent} event */
  #takeInput(event) {
    switch (event.type) {
      case 'session.created':
        this.hasExpired = false;
        return;
      case 'input_audio_buffer.speech_started': return this.#machine.send({ type: 'userStarted' });
      case 'input_audio_buffer.speech_stopped': return this.#machine.send({ type: 'userStopped' });
      case 'conversation.item.input_audio_transcription.completed':
        return this.#items.userSays(event.item_id, this.#language(), event.transcript);
      case 'conversation.item.input_audio_transcription.failed': return this.#warn('failure.notUnderstood', event.error?.message);
      case 'error': return this.#fail(event.error);
    }
  }

  /** @param {WireEvent} event */
  #takeResponse(event) {
    switch (event.type) {
      case 'response.output_audio_transcript.delta':
      case 'response.output_text.delta':
        return this.#items.agentSays(event.item_id, this.#language(), event.delta);
      case 'response.output_item.done': return this.#items.agentWasHeard(event.item.id, transcriptOf(event.item));
      case 'response.done':
        this.#lastDone = event.response.id;
        if (event.response.status === 'cancelled') this.#interrupted.add(event.response.id);
        if (event.response.status === 'failed') this.#warn('failure.response', event.response.status_details?.error?.message);
    }
  }

  /** @param {WireEvent} event @param {Playback|undefined} playback */
  #takeExtension(event, playback) {
    switch (event.type) {
      case 'localvoice.transcript.interim':
        return this.#items.userSays(event.item_id, this.#language(), event.stable, event.tentative);
      case 'localvoice.audio.flush': return playback?.flush(event.ordinal);
      case 'localvoice.audio.duck':
        playback?.duck(event.gain_db);
        return this.#machine.send({ type: 'voiceDucked' });
      case 'localvoice.audio.restore':
        playback?.duck(0);
        return this.#machine.send({ type: 'voiceRestored' });
      case 'localvoice.audio.pause':
        playback?.pause(true);
        return this.#machine.send({ type: 'voicePaused' });
      case 'localvoice.audio.resume':
        playback?.pause(false);
        return this.#machine.send({ type: 'voiceResumed' });
      case 'localvoice.turn.timeline':
        return this.#measure.timeline(event, this.#responses.lastOrdinal, {
          language: this.#language(),
          wasInterrupted: this.#interrupted.has(this.#lastDone),
        });
    }
  }

  /** @param {{ code: string, message: string }} error */
  #fail({ code, message }) {
    this.hasExpired = code === 'session_expired';
    if (!this.hasExpired && !HARMLESS.includes(code)) this.#warn('failure.server', message);
  }

  /** @param {string} key @param {string} [message] */
  #warn(key, message = '') {
    this.#machine.send({ type: 'noticed', notice: { key, values: { message }, isError: true } });
  }
}

/** @param {any} item */
function transcriptOf({ content }) {
  return content?.[0]?.transcript ?? content?.[0]?.text ?? '';
}
