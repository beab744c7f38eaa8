// A call: the user's voice or words go to the server, the agent's come back.
import { RATE, Sound } from '../audio/sound.js';
import { Measure } from '../turns/measure.js';
import { Failure, noticeOf } from './failure.js';
import { playedBy } from './played.js';
import { Profiles } from './profiles.js';
import { Responses } from './responses.js';
import { Session } from './session.js';
import { UserTurns } from './user-turns.js';
import { VoiceInput } from './voice-input.js';
import { WireEvents } from './wire-events.js';

/** @typedef {import('../settings.js').Choices} Choices */
/**
 * @typedef {object} CallListener
 * @property {(profiles: Profiles) => void} profiles
 * @property {(direction: 'sent'|'received', event: import('../transport/connection.js').WireEvent) => void} event for the log
 * @property {(who: 'user'|'agent', level: number) => void} level 0…1
 * @property {(turn: import('../turns/turn.js').Turn) => void} turn
 * @property {() => void} microphone it was opened, so devices have names now
 * @property {(name: import('../transport/connection.js').TransportName, why: import('../transport/connection.js').Why|null) => void} transport
 * that carries the call; why it is not the one that was to
 * @property {(error: unknown) => void} ended by the server, or by what went wrong
 */

export class Call {
  #machine;
  #choices;
  #listener;
  #responses;
  #measure;
  #voice;
  #session;
  /** @type {Sound|undefined} */
  #sound;
  #profiles = Profiles.none;
  #isClosed = false;

  /**
   * @param {import('./state.js').StateMachine} machine @param {import('./items.js').Items} items
   * @param {() => Choices} choices @param {import('../transport/transports.js').Transports} transports @param {CallListener} listener
   */
  constructor(machine, items, choices, transports, listener) {
    this.#machine = machine;
    this.#choices = choices;
    this.#listener = listener;
    this.#responses = new Responses(machine);
    this.#measure = new Measure(RATE, turn => listener.turn(turn), () => this.#session.packets);
    this.#voice = new VoiceInput(machine, choices, () => listener.microphone());
    const events = new WireEvents(machine, this.#responses, this.#measure, items, () => this.language);
    this.#session = new Session(machine, items, choices, transports, {
      received: event => {
        listener.event('received', event);
        events.take(event, this.#sound?.playback);
        this.#sound?.track?.take(event);
        this.#session.hasExpired ||= events.hasExpired;
      },
      sent: event => listener.event('sent', event),
      forgotten: () => this.#forget(),
      transport: (name, why) => listener.transport(name, why),
      failed: error => this.#end(error),
    });
    /** What the user does beside speaking. */
    this.user = new UserTurns({
      machine,
      items,
      responses: this.#responses,
      measure: this.#measure,
      voice: this.#voice,
      sound: () => this.#sound,
      language: () => this.language,
      isTrack: () => this.#session.packets !== null,
      send: event => this.#session.send(event),
    });
  }

  /** The agent's. */
  get language() {
    return this.#choices().language || this.#session.profile?.language || 'en';
  }

  /** Rejects with what people should know, or with KeyNeeded. @param {import('./state.js').Input} input */
  async open(input) {
    const choices = this.#choices();
    this.#machine.send({ type: 'connecting', input });
    this.#machine.send({ type: 'pushToTalk', isOn: choices.pushToTalk });
    const [profiles] = await this.#step(Promise.all([Profiles.load(), isSecureContext && this.#openSound(choices)]));
    this.#profiles = profiles;
    this.#listener.profiles(profiles);
    if (input === 'microphone') {
      this.#machine.send({ type: 'permitting' });
      await this.#step(this.#voice.open(this.#sound));
      this.#machine.send({ type: 'connecting' });
    }
    const areChoicesTaken = await this.#step(this.#session.open(this.#profileOf(this.#choices()), this.#sound));
    const isMute = this.#sound !== undefined && !this.#sound.isAudible;
    const lack = isMute ? new Failure('speakerMissing') : areChoicesTaken ? null : new Failure('choicesRefused');
    this.#machine.send({ type: 'opened', notice: lack ? noticeOf(lack) : this.#session.notice });
  }

  close() {
    this.#isClosed = true;
    this.#voice.close();
    this.#session.close();
    this.#sound?.close();
  }

  /** What people have chosen has changed. @param {keyof Choices} name */
  async changed(name) {
    const choices = this.#choices();
    if (name === 'volume') return this.#sound?.setVolume(choices.volume);
    if (name === 'speaker') return this.#sound?.useSpeaker(choices.speaker);
    if (this.#machine.state.phase !== 'open') return;
    if (['microphone', 'echoCancellation', 'noiseSuppression', 'autoGainControl'].includes(name)) return this.#voice.replace(this.#sound);
    if (name === 'pushToTalk') this.#machine.send({ type: 'pushToTalk', isOn: choices.pushToTalk });
    const current = this.#session.profile;
    if (name === 'transport') return this.#session.reopen(current);
    // Where the operator lets a session change its language, the call keeps the profile that it began with.
    const mayBeAnother = name === 'profile' || (name === 'language' && !current?.overrides.includes('language'));
    const profile = mayBeAnother ? this.#profileOf(choices) : current;
    return profile?.name === current?.name ? this.#session.change() : this.#session.reopen(profile);
  }

  /** Devices have come or gone. */
  devicesChanged() {
    const { phase, microphone } = this.#machine.state;
    if (microphone === 'lost' && (phase === 'open' || phase === 'reconnecting')) this.#voice.replace(this.#sound);
  }

  /** @param {Choices} choices */
  #profileOf({ profile, language }) {
    return language ? this.#profiles.forLanguage(profile, language) : this.#profiles.find(profile);
  }

  /** @param {Choices} choices */
  async #openSound(choices) {
    const sound = await Sound.open(choices, frame => this.#captured(frame), playedBy({
      machine: this.#machine,
      measure: this.#measure,
      responses: this.#responses,
      send: event => this.#session.send(event),
      level: level => this.#listener.level('agent', level),
      costs: () => this.#session.costs(),
    }));
    if (this.#isClosed) sound.close();
    this.#sound = sound;
  }

  /** @param {import('../audio/capture.js').CapturedFrame} captured */
  #captured({ frame, at, level }) {
    if (this.#machine.state.input !== 'none') this.#listener.level('user', level);
    this.#sound?.capture.open(this.#voice.isSent);
    if (this.#voice.isSent && this.#session.sendAudio(frame)) this.#measure.sent(frame.length, at - this.#voice.latency);
  }

  #forget() {
    this.#responses.clear();
    this.#measure.reset();
    this.#sound?.playback.reset();
    this.#voice.isHeld = false;
  }

  /** @param {unknown} error */
  #end(error) {
    if (this.#isClosed) return;
    this.close();
    this.#listener.ended(error);
  }

  /** Waits, and gives up when the call was closed meanwhile. @template T @param {Promise<T>} work @returns {Promise<T>} */
  async #step(work) {
    const result = await work;
    if (!this.#isClosed) return result;
    this.close();
    throw new Failure('stopped');
  }
}
