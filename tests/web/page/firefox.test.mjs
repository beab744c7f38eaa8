// The talk page in Firefox: it is heard, responded to and measured there too.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { noFirefox, inFirefox } from '../firefox.mjs';
import { noServer, startServer } from '../server.mjs';
import { noSoundServer, startSoundServer } from '../sound.mjs';

const ROME = 'La capital de Italia es Roma.';

describe('the talk page in Firefox', { skip: noFirefox || noServer || noSoundServer, timeout: 120_000 }, () => {
  let server, sound;
  before(async () => {
    sound = startSoundServer();
    server = await startServer();
  });
  after(async () => {
    await server?.stop();
    sound?.stop();
  });

  test('hears a recorded question, and responds to it and to a written one', async () => {
    await inFirefox(server.page, sound.speaker, async ({ run, errors }) => {
      await run(appears, '#question-list button', '¿Cuál es la capital de Italia?');
      await run(() => document.querySelector('#question-list button').click());
      await run(appears, '#transcript .user', '¿Cuál es la capital de Italia?');
      await run(appears, '#transcript .agent', ROME);
      await run(appears, '#notice', 'recorded question');
      assert.match(await run(() => document.getElementById('served').textContent), /^\d+ ms/, 'it was heard, and when');
      await run(() => {
        document.getElementById('write-field').value = '¿Cuál es la capital de Italia?';
        document.querySelector('#write button').click();
      });
      await run(appears, '#transcript .agent:nth-child(4)', ROME);
      await run(appears, '#state', 'Write below');
      await run(() => document.getElementById('talk').click());
      await run(appears, '#state', 'Speak: I am listening.');
      await run(() => document.getElementById('talk').click());
      assert.deepEqual(errors, []);
    });
  });
});

/** Runs in the page: resolves once such an element has these words. */
function appears(selector, words) {
  return new Promise(resolve => {
    const look = () => {
      if (![...document.querySelectorAll(selector)].some(({ textContent }) => textContent.includes(words))) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, characterData: true });
    look();
  });
}
