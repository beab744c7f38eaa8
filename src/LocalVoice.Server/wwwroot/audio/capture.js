// What the server is to hear: the microphone, or a recorded question in its place.

/**
 * `at`: when it began, in seconds of the context's clock.
 * @typedef {{ frame: Int16Array<ArrayBuffer>, at: number, level: number }} CapturedFrame
 */

export class Capture {
  #context;
  #node;
  #microphone;
  #gate;
  /** @type {MediaStreamAudioDestinationNode|null} */
  #track = null;
  /** @type {MediaStreamAudioSourceNode|null} */
  #source = null;
  /** @type {AudioBufferSourceNode|null} */
  #question = null;

  /** @param {AudioContext} context with capture-worklet.js @param {(frame: CapturedFrame) => void} listener gets 20 ms at a time */
  constructor(context, listener) {
    this.#context = context;
    this.#node = new AudioWorkletNode(context, 'capture', { outputChannelCount: [1], channelCount: 1, channelCountMode: 'explicit' });
    // A node that leads nowhere is not run; this one's output is silence.
    this.#node.connect(context.destination);
    this.#microphone = new GainNode(context);
    this.#microphone.connect(this.#node);
    this.#gate = new GainNode(context, { gain: 0 });
    this.#microphone.connect(this.#gate);
    this.#node.port.onmessage = ({ data }) => listener(data);
  }

  /** What is captured while the gate is open, and silence, as a track. */
  get stream() {
    if (!this.#track) {
      this.#track = new MediaStreamAudioDestinationNode(this.#context, { channelCount: 1 });
      this.#gate.connect(this.#track);
    }
    return this.#track.stream;
  }

  /** @param {boolean} isOpen */
  open(isOpen) {
    this.#gate.gain.value = Number(isOpen);
  }

  /** @param {MediaStream} stream takes the place of the one before */
  connect(stream) {
    this.#source?.disconnect();
    this.#source = this.#context.createMediaStreamSource(stream);
    this.#source.connect(this.#microphone);
  }

  /**
   * Plays a recorded question to the server and to the speaker; the microphone is deaf meanwhile.
   * @param {AudioBuffer} buffer @param {AudioNode} speaker
   */
  play(buffer, speaker) {
    this.stopQuestion();
    const question = new AudioBufferSourceNode(this.#context, { buffer });
    this.#question = question;
    this.#microphone.gain.value = 0;
    question.connect(this.#node);
    question.connect(this.#gate);
    question.connect(speaker);
    question.start();
    return /** @type {Promise<void>} */ (new Promise(resolve => {
      question.onended = () => {
        if (this.#question === question) this.stopQuestion();
        resolve();
      };
    }));
  }

  stopQuestion() {
    this.#question?.disconnect();
    this.#question = null;
    this.#microphone.gain.value = 1;
  }
}
