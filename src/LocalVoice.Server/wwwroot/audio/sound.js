// The page's sound: one clock for what is captured and what is played.
import { Failure } from '../call/failure.js';
import { Capture } from './capture.js';
import { OutputLatency } from './latency.js';
import { Playback } from './playback.js';

export const RATE = 48_000;
const SPEAKER_WITHIN_MS = 5000;

/** @typedef {AudioContext & { setSinkId?: (sink: string | { type: 'none' }) => Promise<void> }} SinkContext */

export class Sound {
  /**
   * @param {SinkContext} context that runs, with both worklets @param {boolean} isAudible whether there is a speaker
   * @param {number} volume 0…1
   * @param {(frame: import('./capture.js').CapturedFrame) => void} captured
   * @param {import('./playback.js').PlaybackListener} played
   */
  constructor(context, isAudible, volume, captured, played) {
    this.context = context;
    this.isAudible = isAudible;
    const latency = new OutputLatency(context);
    this.playback = new Playback(context, volume, latency, played);
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
  static async open({ speaker, volume }, captured, played) {
    /** @type {SinkContext} */
    const context = new AudioContext({ latencyHint: 'interactive', sampleRate: RATE });
    try {
      if (speaker) await context.setSinkId?.(speaker).catch(() => {});
      const isAudible = await runs(context) || await runsWithoutSpeaker(context);
      const worklets = ['capture-worklet.js', 'playback-worklet.js'].map(name => new URL(name, import.meta.url).href);
      await Promise.all(worklets.map(worklet => context.audioWorklet.addModule(worklet))).catch(() => { throw new Failure('unreachable'); });
      return new Sound(context, isAudible === true, volume, captured, played);
    } catch (error) {
      context.close();
      throw error;
    }
  }

  /** @param {string} speaker */
  async useSpeaker(speaker) {
    await this.context.setSinkId?.(speaker);
  }

  close() {
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
