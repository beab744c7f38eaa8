// By WebRTC: the voices are Opus tracks, the events go over a data channel, with LocalVoice's extensions (Protocol/README.md).
import { SentPackets } from '../audio/sent-packets.js';
import { fetchWithKey, headersOfKey } from '../call/key.js';
import { NoWay, Opening } from './opening.js';
import { costsBetween, packetsSent } from './statistics.js';
import { isThisMachine } from './this-machine.js';

const CALLS = 'v1/realtime/calls';
const ANSWERED_WITHIN_MS = 8000;
// Where nothing drops UDP it takes some round trips; browsers themselves give up after half a minute.
const OPEN_WITHIN_MS = 4000;
// A way that is interrupted for so long is lost; browsers notice an interruption after some seconds.
const BACK_WITHIN_MS = 2000;
const PACKETS_EVERY_MS = 1000;
// Long enough for a figure of the response, short enough to be there with the turn.
const COSTS_OF_MS = 600;
const NORMAL_CLOSURE = 1000;

/** @typedef {import('./connection.js').WireEvent} WireEvent */
/** @typedef {import('./connection.js').ConnectionListener} ConnectionListener */

export class TrackConnection {
  #peer = new RTCPeerConnection();
  #channel = this.#peer.createDataChannel('oai-events');
  #listener;
  #opening;
  #id = '';
  #isClosed = false;
  /** What the server said of the end. @type {{ code: number, reason: string }|null} */
  #farewell = null;
  #timer;
  #late = 0;
  #interrupted = 0;
  #leave = () => this.close();

  name = /** @type {const} */ ('webrtc');
  packets = new SentPackets();

  /**
   * @param {import('./connection.js').Beginning} beginning @param {ConnectionListener} listener
   * @param {MediaStream} user the user's voice @param {(agent: MediaStream) => void} heard the agent's
   */
  constructor(beginning, listener, user, heard) {
    this.#listener = listener;
    this.#opening = new Opening(beginning, event => this.send(event));
    this.ready = this.#opening.ready;
    for (const track of user.getAudioTracks()) this.#peer.addTrack(track, user);
    this.#peer.ontrack = ({ track }) => heard(new MediaStream([track]));
    this.#peer.onconnectionstatechange = () => this.#changed();
    this.#channel.onmessage = ({ data }) => this.#take(JSON.parse(data));
    this.#channel.onopen = () => clearTimeout(this.#late);
    this.#channel.onclose = () => this.#ended();
    this.#timer = setInterval(() => this.#countPackets(), PACKETS_EVERY_MS);
    addEventListener('pagehide', this.#leave);
    this.#dial(beginning.model).catch(error => this.#opening.fail(error));
  }

  /** The track has it. */
  sendAudio() {
    return false;
  }

  /** @param {WireEvent} event */
  send(event) {
    if (this.#channel.readyState !== 'open') return;
    this.#channel.send(JSON.stringify(event));
    this.#listener.sent(event);
  }

  /** @returns {Promise<import('./connection.js').Costs>} */
  async costs() {
    const before = await this.#peer.getStats();
    await new Promise(resolve => setTimeout(resolve, COSTS_OF_MS));
    return { transport: this.name, ...costsBetween(before, await this.#peer.getStats()) };
  }

  close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#timer);
    clearTimeout(this.#late);
    clearTimeout(this.#interrupted);
    removeEventListener('pagehide', this.#leave);
    this.#opening.fail(new NoWay('blocked'));
    this.#hangUp().finally(() => this.#peer.close());
  }

  /** Without it the server may wait for the user to come back. */
  async #hangUp() {
    if (!this.#id || this.#farewell) return;
    await fetch(`${CALLS}/${this.#id}/hangup`, { method: 'POST', headers: headersOfKey(), keepalive: true }).catch(() => {});
  }

  /** @param {string} model */
  async #dial(model) {
    await this.#peer.setLocalDescription();
    const query = new URLSearchParams({ protocol: 'localvoice', ...(model && { model }) });
    const response = await fetchWithKey(`${CALLS}?${query}`, {
      method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: this.#peer.localDescription?.sdp,
      signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
    });
    if (!response?.ok) throw new NoWay(response ? 'refused' : 'blocked');
    this.#id = response.headers.get('Location')?.split('/').at(-1) ?? '';
    if (this.#isClosed) return this.#hangUp();
    this.#late = window.setTimeout(() => this.#opening.fail(new NoWay('blocked')), OPEN_WITHIN_MS);
    const sdp = await response.text();
    if (isOutOfReach(sdp)) throw new NoWay('blocked');
    await this.#peer.setRemoteDescription({ type: 'answer', sdp });
  }

  /** @param {WireEvent} event */
  #take(event) {
    if (event.type === 'localvoice.closed') this.#farewell = { code: event.code, reason: event.reason };
    this.#opening.take(event);
    this.#listener.event(event);
  }

  #changed() {
    clearTimeout(this.#interrupted);
    const { connectionState: state } = this.#peer;
    if (state === 'failed') this.#ended();
    else if (state === 'disconnected') this.#interrupted = window.setTimeout(() => this.#ended(), BACK_WITHIN_MS);
  }

  #ended() {
    if (this.#isClosed) return;
    const { isReady } = this.#opening;
    this.#opening.end(this.#farewell?.reason);
    this.close();
    if (isReady) this.#listener.closed(this.#farewell?.code === NORMAL_CLOSURE, this.#farewell?.reason ?? '');
  }

  async #countPackets() {
    const sent = packetsSent(await this.#peer.getStats());
    if (sent) this.packets.note(sent.packets, sent.at);
  }
}

/** Behind a proxy a server may know itself as its own machine only: nobody needs to wait for that. @param {string} sdp */
function isOutOfReach(sdp) {
  const addresses = [...sdp.matchAll(/^a=candidate:\S+ \d+ udp \d+ (\S+)/gim)].map(([, address]) => address);
  return !isThisMachine(location.hostname) && addresses.every(isThisMachine);
}
