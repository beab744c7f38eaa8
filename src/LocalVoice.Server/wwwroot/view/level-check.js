// Shows how loud the microphone is, without a call.
import { Microphone } from '../audio/microphone.js';
import { find } from './dom.js';

export class LevelCheck {
  #meter = find('level', HTMLMeterElement);
  #button = find('check', HTMLButtonElement);
  #note = find('check-note', HTMLElement);
  #words;
  #choices;
  /** @type {{ microphone: Microphone, context: AudioContext, timer: number }|null} */
  #open = null;

  /**
   * @param {import('./words.js').Words} words @param {() => import('../settings.js').Choices} choices
   * @param {() => void} opened devices have names now
   */
  constructor(words, choices, opened) {
    this.#words = words;
    this.#choices = choices;
    this.#button.hidden = !isSecureContext;
    this.#button.addEventListener('click', () => this.#open ? this.stop() : this.#start().then(opened));
  }

  /** Of a call. @param {number} level 0…1 */
  show(level) {
    this.#meter.value = level;
  }

  stop() {
    if (!this.#open) return;
    const { microphone, context, timer } = this.#open;
    clearInterval(timer);
    microphone.stop();
    context.close();
    this.#open = null;
    this.#button.setAttribute('aria-pressed', 'false');
    this.#meter.value = 0;
  }

  async #start() {
    this.#note.textContent = '';
    const context = new AudioContext();
    try {
      const microphone = await Microphone.open(this.#choices(), { ended: () => this.stop(), muted: () => {} });
      const meter = new AnalyserNode(context, { fftSize: 2048 });
      context.createMediaStreamSource(microphone.stream).connect(meter);
      const samples = new Float32Array(meter.fftSize);
      const timer = setInterval(() => {
        meter.getFloatTimeDomainData(samples);
        this.#meter.value = Math.sqrt(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0));
      }, 50);
      this.#open = { microphone, context, timer };
      this.#button.setAttribute('aria-pressed', 'true');
    } catch (error) {
      context.close();
      const { key, values } = /** @type {import('../call/failure.js').Failure} */ (error);
      this.#note.textContent = this.#words.say(key, values);
    }
  }
}
