// The space bar, or a button that is held, while the user speaks.
import { find } from './dom.js';

const USES_SPACE = 'input:not([type=radio], [type=checkbox], [type=range]), textarea, select, button, summary, a, [contenteditable]';

export class PushToTalk {
  /** @param {() => boolean} isOn @param {() => void} hold @param {() => void} release */
  constructor(isOn, hold, release) {
    const button = find('hold', HTMLButtonElement);
    const isHold = (/** @type {EventTarget|null} */ target) =>
      target === button || !(target instanceof Element && target.closest(USES_SPACE));
    document.addEventListener('keydown', event => {
      if (event.code !== 'Space' || !isOn() || !isHold(event.target)) return;
      event.preventDefault();
      if (!event.repeat) hold();
    });
    document.addEventListener('keyup', event => {
      if (event.code !== 'Space' || !isOn()) return;
      if (isHold(event.target)) event.preventDefault();
      release();
    });
    button.addEventListener('pointerdown', event => {
      button.setPointerCapture(event.pointerId);
      hold();
    });
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) button.addEventListener(end, release);
    button.addEventListener('contextmenu', event => event.preventDefault());
    addEventListener('blur', release);
  }
}
