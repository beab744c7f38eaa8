// The two WebRTC clients that tests use, as programs: one by npm's "werift", one by Debian's aiortc.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PYTHON = '/usr/bin/python3';
const werift = fileURLToPath(new URL('peer.mjs', import.meta.url));
const aiortc = fileURLToPath(new URL('../../LocalVoice.EndToEnd.Tests/Peers/webrtc_peer.py', import.meta.url));

export const programs = { werift: [process.execPath, werift], aiortc: [PYTHON, aiortc] };

/** Why there is no aiortc, or false. */
export const noAiortc = spawnSync(PYTHON, ['-c', 'import aiortc']).status === 0
  ? false
  : 'no aiortc on this machine (Debian: apt-get install python3-aiortc)';

/** A running peer: `next` waits for a line for which the test holds, `say` writes a command, `ended` gives all lines and the status. */
export function startPeer(t, name, ...options) {
  const [program, script] = programs[name];
  const peer = spawn(program, [script, ...options], { stdio: ['pipe', 'pipe', 'pipe'] });
  t.after(() => peer.kill());
  const [lines, waiting, complaints] = [[], new Set(), []];
  peer.stderr.on('data', text => complaints.push(text));
  createInterface({ input: peer.stdout }).on('line', text => {
    const line = JSON.parse(text);
    lines.push(line);
    for (const check of waiting) check(line);
  });
  const closed = once(peer, 'close');
  const account = () => `${name}:\n${lines.map(line => JSON.stringify(line)).join('\n')}\n${complaints.join('')}`;
  return {
    lines,
    account,
    onLine: take => waiting.add(take),
    next: holds => new Promise((resolve, reject) => {
      const known = lines.find(holds);
      if (known) return resolve(known);
      waiting.add(line => holds(line) && resolve(line));
      closed.then(() => reject(new Error(`ended before what was waited for\n${account()}`)));
    }),
    say: command => peer.stdin.write(`${JSON.stringify(command)}\n`),
    ended: async () => ({ status: (await closed)[0], lines, complaints: complaints.join('') }),
  };
}
