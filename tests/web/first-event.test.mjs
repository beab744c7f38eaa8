// Many clients attach their handlers once the connection is open: an event in the segment of the handshake is lost to them.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { noServer, startServer } from './server.mjs';

const CONNECTIONS = 60;
const program = fileURLToPath(new URL('first-event.mjs', import.meta.url));

describe('the first event', { skip: noServer, timeout: 300_000 }, () => {
  let server;
  before(async () => { server = await startServer(); });
  after(() => server?.stop());

  for (const client of ['ws', 'built-in']) {
    test(`reaches the ${client} client, whose handler comes later, on every connection`, async () => {
      const options = globalThis.WebSocket ? [] : ['--experimental-websocket', '--no-warnings'];
      const { stdout } = await promisify(execFile)(process.execPath, [...options, program, client, server.realtime, CONNECTIONS]);
      const { got, heldUp } = JSON.parse(stdout);
      assert.equal(got + heldUp, CONNECTIONS, stdout);
      assert.ok(got > CONNECTIONS * 0.8, stdout);
    });
  }
});
