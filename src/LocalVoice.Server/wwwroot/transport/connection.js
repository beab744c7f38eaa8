// The port that both transports fill: types only, which browsers need not load.

/** @typedef {{ type: string } & Record<string, any>} WireEvent */
/** @typedef {'websocket'|'webrtc'} TransportName */
/** @typedef {'blocked'|'refused'|'missing'} Why nothing came through; the server takes none; the browser has none */
/**
 * What the way of a response costs, in milliseconds; null where it is not known.
 * @typedef {object} Costs
 * @property {TransportName} transport
 * @property {number|null} network there and back
 * @property {number|null} buffer in which the agent's voice waits for what comes late
 * @property {number|null} playout from there to the speaker
 */
/**
 * @typedef {object} Beginning of a session
 * @property {string} model a profile's name; empty for the default one
 * @property {WireEvent[]} items what was said before; told first, or the agent would greet people in the middle of a conversation
 * @property {WireEvent[]} updates tried in this order: where the server refuses one, the next
 */
/**
 * @typedef {object} ConnectionListener
 * @property {(event: WireEvent) => void} event
 * @property {(event: WireEvent) => void} sent
 * @property {(isFinal: boolean, reason: string) => void} closed it was open; final: the server wants no other in its place
 */
/**
 * @typedef {object} Connection
 * @property {TransportName} name
 * @property {Promise<number>} ready the number of the update that was taken; rejects with NoWay where another transport may do
 * @property {(event: WireEvent) => void} send
 * @property {(frame: Int16Array<ArrayBuffer>) => boolean} sendAudio 20 ms of mono audio at the session's rate; whether it goes by frames
 * @property {import('../audio/sent-packets.js').SentPackets|null} packets where the user's voice is a track
 * @property {() => Promise<Costs>} costs of the response that has just begun to come
 * @property {() => void} close
 */

export {};
