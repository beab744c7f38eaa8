// The page's sound: one clock for what is captured and what is played.
import { Failure } from '../call/failure.js';
import { Capture } from './capture.js';
import { OutputLatency } from './latency.js';
import { Playback } from './playback.js';

export const RATE = 48_000;
const SPEAKER_WITHIN_MS = 5000;

/** @typedef {import('./track-playback.js').TrackPlayback} TrackPlayback */
/** @typedef {AudioContext & { setSinkId?: (sink: string | { type: 'none' }) => Promise<void> }} SinkContext */

export class Sound {
  /** @type {{ speaker: string, volume: number }} */
  #choices;
  /** @type {import('./playback.js').PlaybackListener} */
  #played;
  /** The agent's voice as it comes by a track; not before it is prepared. @type {TrackPlayback|null} */
  track = null;

  /**
   * @param {SinkContext} context that runs, with both worklets @param {boolean} isAudible whether there is a speaker
   * @param {{ speaker: string, volume: number }} choices
   * @param {(frame: import('./capture.js').CapturedFrame) => void} captured
   * @param {import('./playback.js').PlaybackListener} played
   */
  constructor(context, isAudible, choices, captured, played) {
    this.context = context;
    this.isAudible = isAudible;
    const latency = new OutputLatency(context);
    [this.#choices, this.#played] = [choices, played];
    /** The agent's voice as it comes by frames. */
    this.frames = new Playback(context, choices.volume, latency, played);
    this.capture = new Capture(context, frame => {
      latency.look();
      captured(frame);
    });
  }

  /**
   * @param {{ speaker: string, volume: number }} choices `speaker`: a device's id, or empty for the system's
   * @param {(frame: import('./capture.js').CapturedFrame) => void} captured
   * @param {import('./playback.js').PlaybackListener} played
   */
  static async open(choices, captured, played) {
    /** @type {SinkContext} */
    const context = new AudioContext({ latencyHint: 'interactive', sampleRate: RATE });
    try {
      if (choices.speaker) await context.setSinkId?.(choices.speaker).catch(() => {});
      const isAudible = await runs(context) || await runsWithoutSpeaker(context);
      const worklets = ['capture-worklet.js', 'playback-worklet.js'].map(name => new URL(name, import.meta.url).href);
      await Promise.all(worklets.map(worklet => context.audioWorklet.addModule(worklet))).catch(() => { throw new Failure('unreachable'); });
      return new Sound(context, isAudible === true, choices, captured, played);
    } catch (error) {
      context.close();
      throw error;
    }
  }

  /** The one that is in use. */
  get playback() {
    return this.track?.isConnected ? this.track : this.frames;
  }

  /** Loaded where it is needed only. @returns {Promise<TrackPlayback>} */
  async prepareTrack() {
    const { TrackPlayback } = await import('./track-playback.js');
    return this.track ??= new TrackPlayback(this.context, this.#choices, this.#played);
  }

  /** @param {number} volume 0…1 */
  setVolume(volume) {
    this.#choices = { ...this.#choices, volume };
    this.frames.setVolume(volume);
    this.track?.setVolume(volume);
  }

  /** @param {string} speaker */
  async useSpeaker(speaker) {
    this.#choices = { ...this.#choices, speaker };
    await Promise.all([this.context.setSinkId?.(speaker), this.track?.useSpeaker(speaker)]);
  }

  close() {
    this.track?.connect(null);
    if (this.context.state !== 'closed') this.context.close();
  }
}

/** @param {SinkContext} context */
async function runs(context) {
  const late = new Promise(resolve => setTimeout(resolve, SPEAKER_WITHIN_MS));
  await Promise.race([context.resume().catch(() => {}), late]);
  return context.state === 'running';
}

/** Hears, and is not heard. @param {SinkContext} context */
async function runsWithoutSpeaker(context) {
  await context.setSinkId?.({ type: 'none' }).catch(() => {});
  if (!context.setSinkId || !await runs(context)) throw new Failure('speakerMissing');
  return 'unheard';
}
