// The page in Spanish, Valencian and English; and the agent in another language without a new call.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { noBrowser, startBrowser } from '../browser.mjs';
import { recording } from '../recording.mjs';
import { noServer, startServer } from '../server.mjs';
import { openTalk, until } from './page.mjs';

describe('the languages of the talk page', { skip: noServer || noBrowser, timeout: 900_000 }, () => {
  let server, chromium;
  before(async () => {
    server = await startServer();
    chromium = await startBrowser(recording('es-capital-of-italy', 48_000, { before: 1.5, after: 20 }));
  });
  after(async () => {
    await chromium?.stop();
    await server?.stop();
  });

  const open = (t, options) => openTalk(t, chromium.browser, server.page, options);

  for (const [locale, language, label, sentence] of [
    ['es-ES', 'es', 'Hablar', 'Pulsa Hablar y habla.'],
    ['ca-ES', 'ca', 'Parlar', 'Prem Parlar i parla.'],
    ['en-GB', 'en', 'Talk', 'Press Talk, then speak.'],
    ['fr-FR', 'en', 'Talk', 'Press Talk, then speak.'],
  ]) {
    test(`a browser in ${locale} gets it in "${language}"`, async t => {
      const { page, errors, status } = await open(t, { locale });
      await page.getByRole('button', { name: label, exact: true }).waitFor();
      await status(sentence);
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      assert.deepEqual(errors, []);
    });
  }

  test('people switch it, and it is remembered', async t => {
    const { page, errors, status } = await open(t, { locale: 'es-ES' });
    await page.getByLabel('Idioma de esta página').selectOption('ca');
    await status('Prem Parlar i parla.');
    assert.equal(await page.locator('html').getAttribute('lang'), 'ca');
    await page.reload();
    await page.getByRole('button', { name: 'Parlar', exact: true }).waitFor();
    assert.equal(await page.getByLabel("Llengua d'esta pàgina").inputValue(), 'ca');
    assert.deepEqual(errors, []);
  });

  test('a turn is told in Spanish to its end', async t => {
    const { page, errors, status, said, ask } = await open(t, { locale: 'es-ES' });
    await ask();
    await said('agent', 'La capital de Italia es Roma.');
    await status('Era una pregunta grabada.');
    await page.getByText('desde tu último sonido hasta que has oído la respuesta').waitFor();
    assert.deepEqual(await page.locator('#transcript b').allTextContents(), ['Tú', 'Agente']);
    assert.deepEqual(errors, []);
  });

  test("the agent's language changes within the call", async t => {
    const { page, errors, received, talk, state, say, said } = await open(t, { microphone: true });
    await talk.click();
    await state('listening');
    await page.getByRole('radio', { name: 'English' }).check();
    await state('listening');
    await say('samples/en.wav');
    await said('agent', 'The capital of France is Paris.');
    assert.equal(await page.locator('#transcript .agent p').first().getAttribute('lang'), 'en');
    await page.getByText('Settings').click();
    const updates = () => received.filter(({ type }) => type === 'session.updated').map(({ session }) => session.audio.output.voice);
    for (const [chosen, voice] of [['linda', 'linda'], ['', 'default']]) {
      const before = updates().length;
      await page.getByLabel('Voice').selectOption(chosen);
      await until(() => updates().length > before);
      assert.equal(updates().at(-1), voice);
    }
    assert.equal(received.filter(({ type }) => type === 'session.created').length, 1);
    assert.deepEqual(errors, []);
  });
});
