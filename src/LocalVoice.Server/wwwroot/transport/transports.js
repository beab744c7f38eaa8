// Which transport carries a call: the one that was chosen, or else the other.
import { NoWay } from './opening.js';
import { isThisMachine } from './this-machine.js';

/** @typedef {import('./connection.js').Connection} Connection */
/** @typedef {import('./connection.js').TransportName} TransportName */
/** @typedef {import('./connection.js').Why} Why */
/**
 * `why`: the one that was to carry it does not.
 * @typedef {{ connection: Connection, taken: number, why: Why|null }} Way
 */

export class Transports {
  /** Why they did not connect where the other one did. @type {Partial<Record<TransportName, Why>>} */
  #failed = {};
  #host;

  /** @param {string} host of the page */
  constructor(host) {
    this.#host = host;
  }

  /**
   * @param {string} choice "auto", or the name of one
   * @param {boolean} hasSound without it there is nothing for a track
   * @param {(name: TransportName) => Promise<Connection>} open
   * @param {() => boolean} isWanted whether people still wait for it
   * @returns {Promise<Way>}
   */
  async connect(choice, hasSound, open, isWanted) {
    const order = hasSound ? orderOf(choice, this.#host) : [/** @type {const} */ ('websocket')];
    const wanted = order[0];
    // What has failed costs seconds each time; whoever chooses it gets another try.
    if (choice === 'auto') order.sort((one, other) => Number(one in this.#failed) - Number(other in this.#failed));
    let failure = null;
    for (const name of order) {
      try {
        const connection = await connect(name, open);
        const taken = await connection.ready.catch(error => {
          connection.close();
          throw error;
        });
        delete this.#failed[name];
        return { connection, taken, why: name === wanted ? null : this.#failed[wanted] ?? 'blocked' };
      } catch (error) {
        if (!(error instanceof NoWay) || !isWanted()) throw error;
        this.#failed[name] = error.why;
        failure ??= error;
      }
    }
    // The server is away, which says nothing of the transports.
    this.#failed = {};
    throw failure;
  }
}

/** @param {TransportName} name @param {(name: TransportName) => Promise<Connection>} open */
async function connect(name, open) {
  if (name === 'webrtc' && !('RTCPeerConnection' in globalThis)) throw new NoWay('missing');
  return open(name);
}

/** @param {string} choice @param {string} host of the page @returns {TransportName[]} */
function orderOf(choice, host) {
  // On the machine itself nothing is lost on the way, and a WebSocket's voice is not kept back against it.
  const first = choice === 'auto' ? (isThisMachine(host) ? 'websocket' : 'webrtc') : choice;
  return first === 'webrtc' ? ['webrtc', 'websocket'] : ['websocket', 'webrtc'];
}
