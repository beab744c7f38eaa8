// A real server with real engines for the tests of one file: the one that LOCALVOICE_URL names, that of the whole run (run.mjs), or
// the Release build on a free port.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = `${root}src/LocalVoice.Cli/bin/Release/net10.0/localvoice.dll`;
const READY = 'All engines are warm: ready to talk';
// Several servers run at once: this one's calls have a port of their own.
const ANY_PORT_FOR_CALLS = '--LocalVoice:WebRtc:Port=0';
const READY_WITHIN_MS = 90_000;

/** Why no server can be had, or false. */
export const noServer = process.env.LOCALVOICE_URL || existsSync(program)
  ? false
  : 'localvoice is not built (scripts/setup.sh builds it), and LOCALVOICE_URL names no running server';

/** Why no server with settings of a test can be had, or false. */
export const noOwnServer = process.env.LOCALVOICE_URL ? 'LOCALVOICE_URL names a server with its own settings' : noServer;

/** A server whose engines are warm: `page` is its http address, `realtime` its WebSocket's. Settings are `--Section:Key=value`. */
export async function startServer(...settings) {
  const { LOCALVOICE_URL, LOCALVOICE_SHARED_SERVER } = process.env;
  const running = LOCALVOICE_URL || (settings.length === 0 && LOCALVOICE_SHARED_SERVER);
  if (running) return addresses(running, async () => {});
  return start('serve', '--', ANY_PORT_FOR_CALLS, ...settings);
}

/** One whose engines take no time and respond the same to whatever is loud: it leaves the machine to what is measured. */
export function startSimulatedServer() {
  return start('serve-simulated');
}

async function start(verb, ...rest) {
  const origin = `http://127.0.0.1:${await freePort()}`;
  // A simulated one ends with its standard input.
  const server = spawn('dotnet', [program, verb, '--urls', origin, ...rest], { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
  const log = [];
  server.stdout.on('data', text => log.push(text));
  server.stderr.on('data', text => log.push(text));
  const stop = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    const force = setTimeout(() => server.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(force);
  };
  try {
    await untilReady(server);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${log.join('')}`);
  }
  return { ...addresses(origin, stop), log: () => log.join('') };
}

/** The same with https beside http, and a certificate of the server's own. */
export async function startSecureServer(...settings) {
  const port = await freePort();
  const server = await startServer('--LocalVoice:Https:Enabled=true', `--LocalVoice:Https:Port=${port}`, ...settings);
  const [, fingerprint, file] = server.log().match(/fingerprint is ([0-9A-F:]+); .*\(self-signed, (.+)\)/);
  return {
    ...server,
    securePage: `https://127.0.0.1:${port}/`,
    secureRealtime: `wss://127.0.0.1:${port}/v1/realtime`,
    secureHost: `127.0.0.1:${port}`,
    certificate: readFileSync(file),
    fingerprint,
  };
}

function addresses(url, stop) {
  const { host, protocol } = new URL(url);
  const secure = protocol === 'https:' || protocol === 'wss:' ? 's' : '';
  return { page: `http${secure}://${host}/`, realtime: `ws${secure}://${host}/v1/realtime`, stop };
}

function untilReady(server) {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', text => {
      said += text;
      if (said.includes(READY)) resolve();
    });
    server.once('exit', status => reject(new Error(`The server ended with status ${status}.`)));
    AbortSignal.timeout(READY_WITHIN_MS).addEventListener('abort', () =>
      reject(new Error(`The server was not ready within ${READY_WITHIN_MS / 1000} s.`)),
    );
  });
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
