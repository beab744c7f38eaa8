// The user's microphone, as 20 ms frames.
export class Microphone {
  greeting = 'Speak: I am listening.';
  asksOnce = false;
  #stream;

  async start(context, { frame, level }) {
    if (!navigator.mediaDevices) throw new Error('This browser gives no microphone to pages. You can try without one.');
    await context.audioWorklet.addModule('capture-worklet.js');
    this.#stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    }).catch(error => { throw new Error(reasonFor(error)); });
    if (context.state === 'closed') return;
    const capture = new AudioWorkletNode(context, 'capture', { numberOfOutputs: 0 });
    capture.port.onmessage = ({ data }) => {
      level(data.level);
      frame(data.frame);
    };
    context.createMediaStreamSource(this.#stream).connect(capture);
  }

  stop() {
    this.#stream?.getTracks().forEach(track => track.stop());
  }
}

function reasonFor({ name }) {
  return name === 'NotAllowedError' ? 'The microphone was not allowed. Allow it in the browser, or try without one.'
    : name === 'NotFoundError' ? 'No microphone was found. You can try without one.'
    : 'The microphone could not be opened: is another program using it? You can try without one.';
}
