// A WebRTC client of POST /v1/realtime/calls, by npm's "werift".
//
// It posts its SDP offer with a bearer key, opens the data channel "oai-events", plays a WAV file as its microphone, records what it
// hears, and prints what happens as JSON lines: {"t": seconds since the start, "state" | "sent" | "event" | "error" | "closed": ...}.
// Standard input takes JSON lines: {"send": event}, {"play": "file.wav"}, {"hangup": true}; its end hangs up too.
// With --serve PORT it is the other side instead, with a script of its own, so that two peers can be tried against each other.
//
//   node peer.mjs --url http://127.0.0.1:8080/v1/realtime/calls?model=es --key lv_… --play question.wav --record heard.wav
//     --session '{"type":"realtime"}' --function-output '{"ok":true}'
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { MediaStreamTrack, RTCPeerConnection } from 'werift';
import { Ear, Microphone } from './sound.mjs';
import { serve } from './scripted-server.mjs';

const CHANNEL = 'oai-events';
const option = { type: 'string' };

/** One line of what happened. */
function tell(what) {
  console.log(JSON.stringify({ t: Number((performance.now() / 1000).toFixed(3)), ...what }));
}

/** One connection, from either side. */
class Call {
  #ended = promiseToKeep();
  #channel;

  constructor(options) {
    this.options = options;
    this.connection = new RTCPeerConnection({ iceServers: [] });
    this.ear = new Ear(options.record, tell);
    this.connection.connectionStateChange.subscribe(state => {
      tell({ state });
      if (state === 'failed' || state === 'closed') this.end(`the connection is ${state}`);
    });
    this.connection.onTrack.subscribe(track => {
      tell({ state: 'track', kind: track.kind });
      this.ear.listen(track);
    });
  }

  /** Completes with the reason when either side has hung up. */
  get closed() {
    return this.#ended.promise;
  }

  /** Begins to send sound. */
  speak() {
    const track = new MediaStreamTrack({ kind: 'audio' });
    this.connection.addTrack(track);
    this.microphone = new Microphone(track, tell);
  }

  /** Takes the data channel, which is open or will be. */
  use(channel, onOpen, onEvent) {
    this.#channel = channel;
    channel.onMessage.subscribe(message => {
      const event = JSON.parse(message.toString());
      tell({ event });
      onEvent(this, event);
    });
    const changed = state => {
      if (state === 'closed') this.end('the data channel was closed');
      if (state !== 'open') return;
      tell({ state: 'channel open', label: channel.label });
      if (this.options.play) this.microphone.play(this.options.play);
      onOpen(this);
    };
    channel.stateChanged.subscribe(changed);
    if (channel.readyState === 'open') changed('open');
  }

  send(event) {
    tell({ sent: event });
    this.#channel.send(JSON.stringify(event));
  }

  end(reason) {
    this.#ended.resolve(reason);
  }

  async hangUp() {
    this.microphone?.stop();
    await this.connection.close();
    this.ear.close();
    tell({ closed: await this.closed });
  }
}

/** Node.js 20 has no Promise.withResolvers. */
function promiseToKeep() {
  let resolve;
  const promise = new Promise(kept => { resolve = kept; });
  return { promise, resolve };
}

function opened(call) {
  if (call.options.session) call.send({ type: 'session.update', session: JSON.parse(call.options.session) });
}

/** Gives each function call its output, once the response that calls is done. */
function received(call, event) {
  const output = call.options['function-output'];
  if (event.type !== 'response.done' || output === undefined) return;
  const calls = (event.response.output ?? []).filter(item => item.type === 'function_call');
  for (const { call_id } of calls) {
    call.send({ type: 'conversation.item.create', item: { type: 'function_call_output', call_id, output } });
  }
  if (calls.length > 0) call.send({ type: 'response.create' });
}

/** Does what standard input says. */
async function obeyUntilClosed(call) {
  createInterface({ input: process.stdin }).on('line', line => obey(call, line)).on('close', () => call.end('hung up'));
  await call.closed;
  await call.hangUp();
}

function obey(call, line) {
  const command = JSON.parse(line);
  if (command.send) call.send(command.send);
  else if (command.play) call.microphone.play(command.play);
  else if (command.hangup) call.end('hung up');
}

async function dial(options) {
  const call = new Call(options);
  call.speak();
  call.use(call.connection.createDataChannel(CHANNEL), opened, received);
  await call.connection.setLocalDescription(await call.connection.createOffer());
  const response = await fetch(options.url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/sdp', ...(options.key && { Authorization: `Bearer ${options.key}` }) },
    body: call.connection.localDescription.sdp,
  });
  const body = await response.text();
  if (!response.ok) {
    tell({ error: `HTTP ${response.status}`, body });
    return 1;
  }
  tell({ state: 'answered', status: response.status, location: response.headers.get('location') });
  await call.connection.setRemoteDescription({ type: 'answer', sdp: body });
  await obeyUntilClosed(call);
  return 0;
}

const { values } = parseArgs({
  options: { url: option, key: option, play: option, record: option, session: option, 'function-output': option, serve: option },
});
process.exit(await (values.serve === undefined ? dial(values) : serve(values, new Call(values), tell, obeyUntilClosed)));
