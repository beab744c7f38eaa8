// What the browser and its speaker add to a turn: heard at the speaker less served, in Chromium on a null sink of PulseAudio.
// A program, not a test: run it on a quiet machine. 2 cores, 2026-11-29: 37, 71, 72, 75, 100 ms, of which the sink is 37.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { noBrowser, openPage, startBrowser } from './browser.mjs';
import { recording } from './recording.mjs';
import { noServer, startServer } from './server.mjs';

const TURNS = 9;

if (noServer || noBrowser) throw new Error(noServer || noBrowser);
const folder = mkdtempSync(join(tmpdir(), 'localvoice-sound-'));
process.env.XDG_RUNTIME_DIR = folder;
const sound = spawn('pulseaudio', ['-n', '--exit-idle-time=-1', '--daemonize=no', '--realtime=no', '--log-level=error',
  '-L', 'module-null-sink', '-L', 'module-native-protocol-unix'], { stdio: 'inherit' });
sound.on('error', () => { throw new Error('pulseaudio is missing (Debian: apt-get install pulseaudio)'); });
while (!existsSync(join(folder, 'pulse', 'native'))) await setTimeout(50);
const server = await startServer();
const { browser, stop } = await startBrowser(recording('es-capital-of-italy', 48_000), [], { ignoreDefaultArgs: ['--mute-audio'] });
const { page } = await openPage(browser, server.page);
const shares = [];
for (let turn = 0; turn < TURNS; turn++) {
  await page.locator('#question-list button').nth(turn % 3).click();
  await page.getByRole('status').filter({ hasText: 'That was a recorded question.' }).waitFor();
  const [heard, served] = await page.locator('#total, #served').allTextContents().then(texts => texts.map(text => Number.parseInt(text)));
  shares.push(heard - served);
  console.log(`${heard} ms heard, ${served} ms served, ${heard - served} ms between`);
}
shares.sort((one, other) => one - other);
console.log(`half of them within ${shares[Math.floor(TURNS / 2)]} ms, at most ${shares.at(-1)} ms`);
await stop();
await server.stop();
sound.kill();
rmSync(folder, { recursive: true, force: true });
