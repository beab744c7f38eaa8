// How the user takes a turn without the server finding out: a recorded question, written words, a key that is held.
import { Failure, noticeOf } from './failure.js';
import { itemOf } from './items.js';
import { decode } from './questions.js';

// Shorter than what the server takes as an utterance.
const SHORTEST_HOLD_MS = 150;
const RESPONSE_WITHIN_MS = 30_000;
// A track's packet has 20 ms, and the browser takes some tens of them until it is sent.
const BEHIND_EVENTS_MS = 80;

/** @typedef {import('../audio/sound.js').Sound} Sound */
/**
 * @typedef {object} Parts
 * @property {import('./state.js').StateMachine} machine
 * @property {import('./voice-input.js').VoiceInput} voice
 * @property {import('./responses.js').Responses} responses
 * @property {import('./items.js').Items} items
 * @property {import('../turns/measure.js').Measure} measure
 * @property {() => Sound|undefined} sound
 * @property {() => string} language
 * @property {() => boolean} isTrack whether the user's voice is a track: the server hears it all the time, and a little after events
 * @property {(event: import('../transport/connection.js').WireEvent) => void} send
 */

export class UserTurns {
  #parts;
  #heldAt = 0;

  /** @param {Parts} parts of a call */
  constructor(parts) {
    this.#parts = parts;
  }

  /** Asks a recorded question aloud; resolves once it has been responded to. @param {import('./questions.js').Question} question */
  async ask(question) {
    const { machine, voice, responses } = this.#parts;
    const sound = this.#parts.sound();
    if (!sound) throw new Failure('insecure');
    const { input } = machine.state;
    const recording = await decode(question, sound.context);
    this.hush();
    if (machine.state.pushToTalk) this.#beginHeld();
    voice.isAsking = true;
    machine.send({ type: 'input', input: 'question' });
    const said = sound.capture.play(recording, sound.frames.speaker);
    const areHeard = responses.areHeard(said, RESPONSE_WITHIN_MS);
    await said;
    if (machine.state.pushToTalk) this.#commit();
    const isResponded = await areHeard;
    voice.isAsking = false;
    if (voice.isClosed) return;
    machine.send({ type: 'input', input });
    if (!isResponded) machine.send({ type: 'noticed', notice: noticeOf(new Failure('noResponse')) });
  }

  /** @param {string} text */
  write(text) {
    const { machine, items, language, send } = this.#parts;
    const id = `item_page_${Date.now().toString(36)}`;
    this.hush();
    items.userSays(id, language(), text);
    send(itemOf('user', text, id));
    send({ type: 'response.create' });
    machine.send({ type: 'responseDue' });
  }

  /** The user holds the key or button, and speaks. */
  hold() {
    const { machine, voice } = this.#parts;
    if (voice.isHeld || machine.state.phase !== 'open') return;
    this.#heldAt = performance.now();
    voice.isHeld = true;
    this.hush();
    this.#beginHeld();
    machine.send({ type: 'userStarted' });
  }

  release() {
    const { machine, voice, send } = this.#parts;
    if (!voice.isHeld) return;
    voice.isHeld = false;
    machine.send({ type: 'userStopped' });
    if (performance.now() - this.#heldAt < SHORTEST_HOLD_MS) send({ type: 'input_audio_buffer.clear' });
    else this.#commit();
  }

  /** The agent falls silent. */
  hush() {
    const { responses, sound, send } = this.#parts;
    const unplayed = responses.newestUnplayed;
    if (responses.isActive) send({ type: 'response.cancel' });
    else if (unplayed > 0) send({ type: 'output_audio_buffer.clear' });
    if (unplayed > 0) sound()?.playback.flush(unplayed);
  }

  /** What was heard before does not belong to it. */
  #beginHeld() {
    if (this.#parts.isTrack()) this.#parts.send({ type: 'input_audio_buffer.clear' });
  }

  async #commit() {
    const { machine, measure, isTrack, send } = this.#parts;
    measure.committed();
    if (isTrack()) await new Promise(resolve => setTimeout(resolve, BEHIND_EVENTS_MS));
    send({ type: 'input_audio_buffer.commit' });
    send({ type: 'response.create' });
    machine.send({ type: 'responseDue' });
  }
}
