// The user's microphone.
import { Failure } from '../call/failure.js';

/** @typedef {{ microphone: string, echoCancellation: boolean, noiseSuppression: boolean, autoGainControl: boolean }} MicrophoneChoices */
/**
 * @typedef {object} MicrophoneListener
 * @property {() => void} ended it was unplugged, or taken away
 * @property {(isMuted: boolean) => void} muted by the system or by a switch
 */

export class Microphone {
  /** @param {MediaStream} stream @param {MicrophoneListener} listener */
  constructor(stream, listener) {
    this.stream = stream;
    const [track] = stream.getAudioTracks();
    track.onended = () => listener.ended();
    track.onmute = () => listener.muted(true);
    track.onunmute = () => listener.muted(false);
  }

  /**
   * Asks people for it.
   * @param {MicrophoneChoices} choices `microphone`: a device's id, or empty for the system's
   * @param {MicrophoneListener} listener
   */
  static async open(choices, listener) {
    const { microphone, echoCancellation, noiseSuppression, autoGainControl } = choices;
    if (!navigator.mediaDevices) throw new Failure('microphoneMissing');
    const device = microphone && { deviceId: { ideal: microphone } };
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation, noiseSuppression, autoGainControl, ...device },
    }).catch(error => { throw new Failure(reasonFor(error)); });
    return new Microphone(stream, listener);
  }

  get label() {
    return this.stream.getAudioTracks()[0].label;
  }

  /** Seconds from the sound until its samples are there, as far as the browser tells. */
  get latency() {
    const { latency = 0 } = /** @type {MediaTrackSettings & { latency?: number }} */ (this.stream.getAudioTracks()[0].getSettings());
    return latency;
  }

  stop() {
    for (const track of this.stream.getTracks()) {
      [track.onended, track.onmute, track.onunmute] = [null, null, null];
      track.stop();
    }
  }
}

/** @param {{ name: string }} error */
function reasonFor({ name }) {
  return name === 'NotAllowedError' ? 'microphoneRefused'
    : name === 'NotFoundError' || name === 'OverconstrainedError' ? 'microphoneMissing'
    : 'microphoneBusy';
}
