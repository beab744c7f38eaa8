// The user's microphone, as 20 ms frames.
export class Microphone {
  greeting = 'Speak: I am listening.';
  #context;
  #onLevel;
  #stream;

  constructor(context, onLevel) {
    this.#context = context;
    this.#onLevel = onLevel;
  }

  async start(send) {
    if (!navigator.mediaDevices) throw new Error('This page may use the microphone only over https or on localhost.');
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      });
    } catch (error) {
      throw new Error(error.name === 'NotAllowedError'
        ? 'The microphone was not allowed. Allow it in the browser, or try without one.'
        : 'No microphone was found. You can try without one.');
    }
    await this.#context.audioWorklet.addModule('capture-worklet.js');
    const capture = new AudioWorkletNode(this.#context, 'capture', { numberOfOutputs: 0 });
    capture.port.onmessage = ({ data }) => {
      this.#onLevel(data.level);
      send(data.frame);
    };
    this.#context.createMediaStreamSource(this.#stream).connect(capture);
  }

  stop() {
    this.#stream?.getTracks().forEach(track => track.stop());
  }
}
