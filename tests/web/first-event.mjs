// Connects again and again with a client whose handlers are attached after it is open: how many get the first event?
// Arguments: "ws" or "built-in", the address, how many connections.
import { setImmediate, setTimeout } from 'node:timers/promises';
import { WebSocket as WsClient } from 'ws';

const PATIENCE_MS = 2000;
const [client, address, count] = process.argv.slice(2);
const Client = client === 'ws' ? WsClient : globalThis.WebSocket;

let got = 0;
for (let i = 0; i < Number(count); i++) got += await getsFirstEvent(i);
console.log(got);
process.exit();

async function getsFirstEvent(i) {
  const socket = new Client(address, ['realtime']);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`${address} cannot be reached`)));
  });
  if (i % 2 === 1) await setImmediate();
  const first = new Promise(resolve => socket.addEventListener('message', ({ data }) => resolve(JSON.parse(data).type)));
  const type = await Promise.race([first, setTimeout(PATIENCE_MS)]);
  socket.close();
  return type === 'session.created' ? 1 : 0;
}
