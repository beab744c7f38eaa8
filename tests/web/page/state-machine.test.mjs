// The page's state machine by itself: sequences that real turns seldom bring about, and that no state lies.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../../src/LocalVoice.Server/wwwroot/', import.meta.url);
const source = readFileSync(new URL('call/state.js', root)).toString('base64');
const { INITIAL, nameOf, next } = await import(`data:text/javascript;base64,${source}`);
const words = JSON.parse(readFileSync(new URL('words/en.json', root), 'utf8'));

const OPEN = ['connecting:microphone', 'opened'];
const SPEAKING = [...OPEN, 'userStarted', 'userStopped', 'responseDue', 'voiceBegan'];

/** Events as "type", or "type:value" for the one value that they have. */
function eventOf(text) {
  const [type, value] = text.split(':');
  const names = { connecting: 'input', input: 'input', microphone: 'microphone', pushToTalk: 'isOn', voiceEnded: 'more', voiceCut: 'more' };
  const given = value === 'true' ? true : value === 'false' ? false : value;
  return { type, ...(given !== undefined && { [names[type]]: given }) };
}

const after = events => nameOf(events.map(eventOf).reduce(next, INITIAL));

for (const [what, events, name] of [
  ['nothing', [], 'idle'],
  ['the browser asks', ['connecting:microphone', 'permitting'], 'permission'],
  ['a call is open', OPEN, 'listening'],
  ['the user speaks', [...OPEN, 'userStarted'], 'hearing'],
  ['a response is due', [...OPEN, 'userStarted', 'userStopped', 'responseDue'], 'thinking'],
  ['the voice is heard', SPEAKING, 'speaking'],
  ['the user begins to talk over it, before the server says so', [...SPEAKING, 'userStarted'], 'overlapping'],
  ['it is lowered', [...SPEAKING, 'userStarted', 'voiceDucked'], 'overlapping'],
  ['it waits', [...SPEAKING, 'userStarted', 'voiceDucked', 'voicePaused'], 'paused'],
  ['it goes on while the user speaks', [...SPEAKING, 'userStarted', 'voicePaused', 'voiceResumed'], 'overlapping'],
  ['a cough', [...SPEAKING, 'userStarted', 'voiceDucked', 'userStopped', 'voiceRestored'], 'speaking'],
  ['an interruption', [...SPEAKING, 'userStarted', 'voiceDucked', 'voiceCut:false', 'voiceRestored', 'responseOver'], 'interrupted'],
  ['the end of an interruption', [...SPEAKING, 'userStarted', 'voiceCut:false', 'userStopped'], 'listening'],
  ['the response to an interruption', [...SPEAKING, 'userStarted', 'voiceCut:false', 'userStopped', 'responseDue'], 'thinking'],
  ['a cancelled response', [...SPEAKING, 'voiceCut:false'], 'listening'],
  ['a response cancelled before it was heard', [...OPEN, 'responseDue', 'responseOver'], 'listening'],
  ['the end of a response', [...SPEAKING, 'voiceEnded:false'], 'listening'],
  ['the end of a response before another', [...SPEAKING, 'voiceEnded:true'], 'thinking'],
  ['the end of a response while the user speaks', [...SPEAKING, 'userStarted', 'voiceDucked', 'voiceEnded:false'], 'hearing'],
  ['a microphone that has gone', [...OPEN, 'userStarted', 'microphone:lost'], 'deaf'],
  ['one that has gone while the agent speaks', [...SPEAKING, 'microphone:lost'], 'speaking'],
  ['a microphone that is muted', [...OPEN, 'microphone:muted'], 'muted'],
  ['one that is there again', [...OPEN, 'microphone:lost', 'microphone:live'], 'listening'],
  ['holding to talk', ['connecting:microphone', 'pushToTalk:true', 'opened'], 'ready'],
  ['a call without a microphone', ['connecting:none', 'opened'], 'writing'],
  ['a recorded question', ['connecting:question', 'opened'], 'asking'],
  ['a lost connection', [...SPEAKING, 'lost', 'voiceEnded:false', 'userStarted'], 'reconnecting'],
  ['a connection that is there again', [...SPEAKING, 'lost', 'opened'], 'listening'],
  ['what comes after the end', [...SPEAKING, 'closed', 'voiceBegan', 'userStarted', 'responseDue'], 'idle'],
]) {
  test(`after ${what} the state is "${name}"`, () => assert.equal(after(events), name));
}

test('whatever happens, the state has words, and the agent never just answers while the user speaks', () => {
  const EVENTS = ['userStarted', 'userStopped', 'responseDue', 'responseOver', 'voiceBegan', 'voiceEnded:true', 'voiceEnded:false', 'voiceCut:true',
    'voiceCut:false', 'voiceDucked', 'voiceRestored', 'voicePaused', 'voiceResumed', 'microphone:lost', 'microphone:muted', 'microphone:live',
    'pushToTalk:true', 'pushToTalk:false', 'lost', 'opened', 'connecting:microphone', 'connecting:none', 'input:question', 'input:microphone', 'closed'];
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647);
  let state = INITIAL;
  for (let i = 0; i < 20_000; i++) {
    const event = EVENTS[random() % EVENTS.length];
    state = next(state, eventOf(event));
    const name = nameOf(state);
    assert.ok(`state.${name}` in words, name);
    assert.ok(!(state.user === 'speaking' && ['speaking', 'thinking', 'listening'].includes(name)), `${name} after ${event}`);
  }
});

test('an event that there is not is a mistake', () => {
  assert.throws(() => next(INITIAL, { type: 'nothing' }), /nothing/);
});
