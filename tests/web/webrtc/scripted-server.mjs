// The other side of peer.mjs: takes one call and answers each of its events by a script.
import { createServer } from 'node:http';
import { once } from 'node:events';

const CALL = { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{}' };

function opened(call) {
  call.send({ type: 'session.created', session: { type: 'realtime' } });
}

function received(call, event) {
  if (event.type === 'session.update') {
    call.send({ type: 'session.updated', session: event.session });
    call.send({ type: 'response.done', response: { output: [CALL] } });
  } else if (event.type === 'response.create') {
    call.send({ type: 'response.done', response: { output: [] } });
  }
}

export async function serve(options, call, tell, untilClosed) {
  call.connection.onDataChannel.subscribe(channel => call.use(channel, opened, received));
  const server = createServer((request, response) => answer(call, request, response)).listen(Number(options.serve), '127.0.0.1');
  await once(server, 'listening');
  tell({ state: 'listening', url: `http://127.0.0.1:${server.address().port}/v1/realtime/calls` });
  await untilClosed(call);
  server.close();
  return 0;
}

async function answer(call, request, response) {
  const { key } = call.options;
  if (key && request.headers.authorization !== `Bearer ${key}`) {
    response.writeHead(401, { 'Content-Type': 'application/json' }).end('{}');
    return;
  }
  let sdp = '';
  for await (const chunk of request) sdp += chunk;
  await call.connection.setRemoteDescription({ type: 'offer', sdp });
  call.speak();
  await call.connection.setLocalDescription(await call.connection.createAnswer());
  response.writeHead(201, { 'Content-Type': 'application/sdp', Location: '/v1/realtime/calls/rtc_1' });
  response.end(call.connection.localDescription.sdp);
}
