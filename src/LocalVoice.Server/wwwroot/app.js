// The page: one button, one conversation. Each part lives in a module of its own.
import { KeyForm, KeyNeeded } from './key.js';
import { Microphone } from './microphone.js';
import { Sample } from './sample.js';
import { explainWhenInsecure, WHY_NOT } from './secure.js';
import { Session } from './session.js';
import { Stage } from './stage.js';
import { Timing } from './timing.js';
import { Transcript } from './transcript.js';

const element = id => document.getElementById(id);
const stage = new Stage(element('stage'));
const transcript = new Transcript(element('transcript'));
const timing = new Timing(element('timing'));
const keyForm = new KeyForm(element('key'), () => start(newSource));
let session = null;
let newSource = microphone;
explainWhenInsecure(element('insecure'));

element('talk').addEventListener('click', () => session ? stop() : start(microphone));
element('sample').addEventListener('click', () => start(sample));
element('languages').addEventListener('change', () => session && stop('Language changed. Press Talk to go on.'));
document.addEventListener('keydown', event => event.key === 'Escape' && session && stop());

function language() {
  return document.querySelector('input[name=language]:checked').value;
}

function microphone() {
  return new Microphone();
}

function sample() {
  return new Sample(language());
}

async function start(create) {
  stop();
  if (!isSecureContext) return fail(WHY_NOT);
  newSource = create;
  const source = create();
  const opened = session = new Session(language(), source, handlersOf(() => session === opened, language(), source));
  stage.show('connecting', 'Connecting…');
  try {
    await opened.open();
    if (session === opened) stage.show('listening', source.greeting);
  } catch (error) {
    if (session !== opened) return;
    fail(error.message);
    if (error instanceof KeyNeeded) keyForm.show();
  }
}

function stop(message = 'Press Talk, then speak.') {
  session?.close();
  session = null;
  keyForm.hide();
  stage.show('idle', message);
}

function fail(message) {
  stop(message);
  stage.warn(message);
}

/** What a session tells the page, as long as it is the current one. */
function handlersOf(isCurrent, language, source) {
  const handlers = {
    interim: (item, stable, tentative) => transcript.userSays(item, language, stable, tentative),
    heard: (item, text) => transcript.userSays(item, language, text, ''),
    words: (item, delta) => transcript.agentSays(item, language, delta),
    answered: (item, heard) => transcript.agentHeard(item, heard),
    speaking: () => stage.go('speaking', 'Answering: talk over it whenever you like.'),
    hearing: () => stage.go('listening', 'Listening…'),
    spoken: () => source.asksOnce ? stop('That was a recorded question. Press Talk to ask your own.') : stage.go('listening', source.greeting),
    silent: () => fail('No answer came.'),
    level: (who, level) => stage.level(who, level),
    timeline: timeline => timing.show(timeline),
    failed: message => stage.warn(message),
    closed: fail,
  };
  return Object.fromEntries(Object.entries(handlers).map(([name, handle]) =>
    [name, (...values) => isCurrent() && handle(...values)]));
}
