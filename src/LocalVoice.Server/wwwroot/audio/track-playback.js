// The agent's voice as a call's track: the browser plays it, and the server says which item it is.

const LEVEL_EVERY_MS = 50;
// Of an item that fails, what was made is still on its way: the server sends 300 ms ahead, a browser keeps some tens of them.
const REST_MS = 700;

export class TrackPlayback {
  #context;
  #listener;
  #element = new Audio();
  #meter;
  #samples;
  /** @type {MediaStreamAudioSourceNode|null} */
  #source = null;
  /** Ordinals by response. @type {Map<string, number>} */
  #ordinals = new Map();
  #begun = 0;
  /** The ordinal of what is being heard; 0 for nothing. */
  #playing = 0;
  #timer = 0;

  /**
   * @param {AudioContext} context @param {{ speaker: string, volume: number }} choices
   * @param {import('./playback.js').PlaybackListener} listener told of no positions: what is sent counts as heard
   */
  constructor(context, { speaker, volume }, listener) {
    this.#context = context;
    this.#listener = listener;
    this.#meter = new AnalyserNode(context, { fftSize: 2048 });
    this.#samples = new Float32Array(this.#meter.fftSize);
    this.setVolume(volume);
    if (speaker) this.useSpeaker(speaker);
  }

  get isConnected() {
    return this.#source !== null;
  }

  /** @param {MediaStream|null} stream null for none */
  connect(stream) {
    this.reset();
    this.#source?.disconnect();
    this.#source = stream && this.#context.createMediaStreamSource(stream);
    this.#source?.connect(this.#meter);
    this.#element.srcObject = stream;
    if (stream) this.#element.play().catch(() => {});
  }

  /** @param {{ type: string } & Record<string, any>} event of the server's */
  take({ type, response_id: response, ordinal }) {
    if (type === 'localvoice.audio.begin') this.#ordinals.set(response, ordinal);
    else if (type === 'output_audio_buffer.started') this.#begin(this.#ordinals.get(response) ?? 0);
    else if (type === 'output_audio_buffer.stopped') this.#end(ordinal => this.#listener.ended(ordinal));
    else if (type === 'output_audio_buffer.cleared') this.#end(ordinal => this.#listener.cut(ordinal));
  }

  /** What has begun, the server cuts. @param {number} ordinal */
  flush(ordinal) {
    if (ordinal > this.#begun) this.#listener.cut(ordinal);
  }

  /** Ends an item of which nothing more comes. @param {number} ordinal */
  finish(ordinal) {
    if (ordinal > this.#begun) this.#listener.ended(ordinal);
    else setTimeout(() => this.#playing === ordinal && this.#end(ended => this.#listener.ended(ended)), REST_MS);
  }

  reset() {
    this.#ordinals.clear();
    [this.#begun, this.#playing] = [0, 0];
    clearInterval(this.#timer);
  }

  /** The server does it. */
  pause() {}

  /** The server does it. */
  duck() {}

  /** @param {number} volume 0…1 */
  setVolume(volume) {
    this.#element.volume = volume;
  }

  /** @param {string} speaker a device's id */
  async useSpeaker(speaker) {
    await this.#element.setSinkId?.(speaker).catch(() => {});
  }

  /** @param {number} ordinal */
  #begin(ordinal) {
    clearInterval(this.#timer);
    this.#begun = this.#playing = ordinal;
    this.#timer = window.setInterval(() => this.#tellLevel(), LEVEL_EVERY_MS);
    this.#listener.began(ordinal, performance.now() / 1000, null);
  }

  /** @param {(ordinal: number) => void} tell */
  #end(tell) {
    if (this.#playing === 0) return;
    const ordinal = this.#playing;
    this.#playing = 0;
    clearInterval(this.#timer);
    this.#listener.level(0);
    tell(ordinal);
  }

  #tellLevel() {
    this.#meter.getFloatTimeDomainData(this.#samples);
    this.#listener.level(Math.sqrt(this.#samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)));
  }
}
