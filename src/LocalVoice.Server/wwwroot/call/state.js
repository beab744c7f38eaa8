// What is going on, as one state. All words on the screen that say so derive from nameOf().

/** @typedef {'closed'|'permitting'|'connecting'|'open'|'reconnecting'} Phase */
/** @typedef {'microphone'|'question'|'none'} Input where the user's voice comes from: none where they write */
/** @typedef {'live'|'muted'|'lost'} Microphone */
/** @typedef {'silent'|'speaking'} User */
/** @typedef {'silent'|'preparing'|'talking'|'ducked'|'paused'|'cut-off'} Agent */
/** @typedef {{ key: string, values?: Record<string, string|number>, isError: boolean }} Notice */
/**
 * @typedef {object} State
 * @property {Phase} phase
 * @property {Input} input
 * @property {Microphone} microphone
 * @property {boolean} pushToTalk
 * @property {User} user
 * @property {Agent} agent
 * @property {Notice|null} notice what people should know beside the state
 */
/** @typedef {{ type: string } & Record<string, any>} StateEvent */

/** @type {State} */
export const INITIAL = {
  phase: 'closed', input: 'none', microphone: 'live', pushToTalk: false, user: 'silent', agent: 'silent', notice: null,
};

const QUIET = /** @type {const} */ ({ user: 'silent', agent: 'silent' });
const VOICED = ['talking', 'ducked', 'paused'];

/** @type {Record<string, (state: State, event: StateEvent) => Partial<State>>} */
const TRANSITIONS = {
  connecting: (state, { input = state.input }) => ({ ...QUIET, phase: 'connecting', input, notice: null }),
  permitting: () => ({ phase: 'permitting' }),
  opened: (_, { notice = null }) => ({ ...QUIET, phase: 'open', notice }),
  lost: () => ({ ...QUIET, phase: 'reconnecting', notice: null }),
  closed: (_, { notice = null }) => ({ ...QUIET, phase: 'closed', input: 'none', microphone: 'live', notice }),
  noticed: (_, { notice }) => ({ notice }),
  pushToTalk: (_, { isOn }) => ({ pushToTalk: isOn }),
  input: (_, { input }) => ({ input }),
  microphone: (_, { microphone }) => ({ microphone, user: 'silent' }),
  userStarted: () => ({ user: 'speaking', notice: null }),
  userStopped: state => ({ user: 'silent', agent: state.agent === 'cut-off' ? 'silent' : state.agent }),
  // What the user said is part of the conversation, or a response to it has begun.
  responseDue: state => isVoiced(state) ? {} : { agent: 'preparing', notice: null },
  // A response is over of which nothing is left to be played, or will be.
  responseOver: state => state.agent === 'preparing' ? { agent: 'silent' } : {},
  voiceBegan: state => isVoiced(state) ? {} : { agent: 'talking' },
  voiceEnded: (state, { more }) => state.agent === 'cut-off' ? {} : { agent: more ? 'preparing' : 'silent' },
  voiceCut: (state, { more }) => ({ agent: state.user === 'speaking' && isVoiced(state) ? 'cut-off' : remaining(state, more) }),
  voiceDucked: state => state.agent === 'talking' ? { agent: 'ducked' } : {},
  voiceRestored: state => state.agent === 'ducked' ? { agent: 'talking' } : {},
  voicePaused: state => isVoiced(state) ? { agent: 'paused' } : {},
  voiceResumed: state => state.agent === 'paused' ? { agent: state.user === 'speaking' ? 'ducked' : 'talking' } : {},
};

/** @param {State} state @param {StateEvent} event @returns {State} */
export function next(state, event) {
  const transition = TRANSITIONS[event.type];
  if (!transition) throw new Error(`No such event: ${event.type}`);
  // What comes late of a connection that is gone, or not there yet, changes nothing.
  const isOfTheCall = event.type.startsWith('user') || event.type.startsWith('voice') || event.type.startsWith('response');
  return isOfTheCall && state.phase !== 'open' ? state : { ...state, ...transition(state, event) };
}

/**
 * The state's name: the key of its words, and what the style sheet goes by.
 * @param {State} state
 */
export function nameOf(state) {
  switch (state.phase) {
    case 'closed': return 'idle';
    case 'permitting': return 'permission';
    case 'connecting': return 'connecting';
    case 'reconnecting': return 'reconnecting';
    default: return nameOfOpen(state);
  }
}

/** @param {State} state */
function nameOfOpen({ user, agent, input, microphone, pushToTalk }) {
  if (agent === 'paused') return 'paused';
  if (agent === 'ducked' || (agent === 'talking' && user === 'speaking')) return 'overlapping';
  if (agent === 'talking') return 'speaking';
  if (user === 'speaking') return agent === 'cut-off' ? 'interrupted' : 'hearing';
  if (agent === 'preparing') return 'thinking';
  if (input === 'question') return 'asking';
  if (input === 'none') return 'writing';
  if (microphone === 'lost') return 'deaf';
  if (microphone === 'muted') return 'muted';
  return pushToTalk ? 'ready' : 'listening';
}

/** Whether there is no call, or one that is only written. @param {State} state */
export function canTalk(state) {
  return ['idle', 'writing'].includes(nameOf(state));
}

/** Whether what is said aloud now would be heard by the server. @param {State} state */
export function isMicrophoneOpen({ phase, input, microphone }) {
  return input === 'microphone' && microphone === 'live' && (phase === 'open' || phase === 'reconnecting');
}

/** @param {State} state */
export function isAgentActive({ phase, agent }) {
  return phase === 'open' && agent !== 'silent' && agent !== 'cut-off';
}

/** @param {State} state */
function isVoiced({ agent }) {
  return VOICED.includes(agent);
}

/** @param {State} state @param {boolean} more @returns {Agent} */
function remaining({ agent }, more) {
  return agent === 'cut-off' ? 'cut-off' : more ? 'preparing' : 'silent';
}

/** Holds the state, and tells of each change. */
export class StateMachine {
  #state = INITIAL;
  /** @type {Set<(state: State, before: State) => void>} */
  #listeners = new Set();

  get state() {
    return this.#state;
  }

  /** @param {(state: State, before: State) => void} listener @returns {() => void} ends it */
  onChange(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param {StateEvent} event */
  send(event) {
    const before = this.#state;
    this.#state = next(before, event);
    if (this.#state !== before) this.#listeners.forEach(listener => listener(this.#state, before));
  }
}
