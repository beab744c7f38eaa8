// A way to a server that a test can cut, or put TLS in front of with a certificate made for the occasion.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

/** Forwards to a `ws://` or `http://` address until it is stopped. */
export function startProxy(target) {
  return listen(createServer(), 'connection', target);
}

/** The same behind TLS; `certificate` is the one that a client must trust, for "localhost". */
export async function startTlsProxy(target) {
  const { key, certificate } = makeCertificate();
  return { ...await listen(createTlsServer({ key, cert: certificate }), 'secureConnection', target), certificate };
}

/** Why no certificate can be made, or false. */
export function noOpenSsl() {
  try {
    execFileSync('openssl', ['version'], { stdio: 'pipe' });
    return false;
  } catch {
    return 'openssl, which makes the test\'s certificate, is missing';
  }
}

async function listen(proxy, connection, target) {
  const { hostname, port } = new URL(target);
  const sockets = new Set();
  proxy.on(connection, client => {
    const server = connect(Number(port || 80), hostname);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => {
        sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.pipe(server).pipe(client);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const stop = async () => {
    if (!proxy.listening) return;
    proxy.close();
    sockets.forEach(socket => socket.destroy());
    await once(proxy, 'close');
  };
  /** The connections end, as where a network fails; new ones are taken. */
  const cut = () => sockets.forEach(socket => socket.destroy());
  return { host: `localhost:${proxy.address().port}`, stop, cut };
}

function makeCertificate() {
  const folder = mkdtempSync(join(tmpdir(), 'localvoice-tls-'));
  try {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    execFileSync('openssl', [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1',
      '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate,
    ], { stdio: 'pipe' });
    return { key: readFileSync(key), certificate: readFileSync(certificate) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
