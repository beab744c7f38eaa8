// Connects again and again with a client whose handlers are attached after it is open: how many get the first event?
// Arguments: "ws" or "built-in", the address, how many connections.
import { setImmediate, setTimeout } from 'node:timers/promises';
import { WebSocket as WsClient } from 'ws';

const PATIENCE_MS = 2000;
const [client, address, count] = process.argv.slice(2);
const Client = client === 'ws' ? WsClient : globalThis.WebSocket;

// A client that the machine holds up for longer than the server's pause reads both at once; that is not the server's.
const HELD_UP_MS = 10;
let [got, heldUp, longest, ticked] = [0, 0, 0, performance.now()];
setInterval(() => {
  longest = Math.max(longest, performance.now() - ticked);
  ticked = performance.now();
}, 1);
for (let i = 0; i < Number(count); i++) {
  const { event, heldUpMs } = await connect(i);
  if (event === 'session.created') got++;
  else if (heldUpMs > HELD_UP_MS) heldUp++;
}
console.log(JSON.stringify({ got, heldUp }));
process.exit();

async function connect(i) {
  longest = 0;
  const socket = new Client(address, ['realtime']);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`${address} cannot be reached`)));
  });
  const heldUpMs = Math.max(longest, performance.now() - ticked);
  if (i % 2 === 1) await setImmediate();
  const first = new Promise(resolve => socket.addEventListener('message', ({ data }) => resolve(JSON.parse(data).type)));
  const event = await Promise.race([first, setTimeout(PATIENCE_MS)]);
  socket.close();
  return { event, heldUpMs };
}
