// A PulseAudio server of the tests' own, whose speaker nobody hears: a real one to a browser, on any machine.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why no sound server can be had, or false. */
export const noSoundServer = spawnSync('pulseaudio', ['--version']).status === 0
  ? false
  : 'pulseaudio is missing (Debian: apt-get install pulseaudio)';

/** Takes clients once it is returned: `speaker` is the environment by which they find it. */
export function startSoundServer() {
  const folder = mkdtempSync(join(tmpdir(), 'localvoice-sound-'));
  const socket = join(folder, 'native');
  const run = (...options) => execFileSync('pulseaudio', options, { env: { ...process.env, XDG_RUNTIME_DIR: folder }, stdio: 'ignore' });
  run('-n', '--daemonize=yes', '--exit-idle-time=-1', '--realtime=no', '--log-target=null',
    '-L', 'module-null-sink', '-L', `module-native-protocol-unix socket=${socket} auth-anonymous=1`);
  const stop = () => {
    run('--kill');
    rmSync(folder, { recursive: true, force: true });
  };
  return { speaker: { PULSE_SERVER: `unix:${socket}` }, stop };
}
