// The page: one button, one conversation. Each part lives in a module of its own.
import { Conversation } from './conversation.js';
import { Microphone } from './microphone.js';
import { Playback } from './playback.js';
import { Sample } from './sample.js';
import { Transcript } from './transcript.js';
import { Timing } from './timing.js';

const element = id => document.getElementById(id);
const talk = element('talk');
const sample = element('sample');
const language = element('language');
const transcript = new Transcript(element('transcript'));
const timing = new Timing(element('timing'));
let session = null;

talk.addEventListener('click', () => session ? stop('Stopped.') : start(context => new Microphone(context, showLevel)));
sample.addEventListener('click', async () => {
  await stop();
  await start(context => new Sample(context, language.value));
});
language.addEventListener('change', () => session && stop('Language changed: press Talk to go on.'));

/** Opens the audio, the connection and the source of the user's voice, in this order. */
async function start(makeSource) {
  busy(true);
  const opened = session = { context: new AudioContext({ latencyHint: 'interactive', sampleRate: 48000 }) };
  try {
    await opened.context.resume();
    opened.playback = await Playback.open(opened.context);
    opened.conversation = await Conversation.open(language.value, opened.context.sampleRate, handlersOf(opened));
    opened.source = makeSource(opened.context);
    await opened.source.start(frame => opened.conversation.sendAudio(frame));
    opened.playback.onPosition = position => opened.conversation.reportPlayback(position);
    talk.setAttribute('aria-pressed', 'true');
    talk.textContent = 'Stop';
    say(opened.source.greeting);
  } catch (error) {
    await stop(error.message, true);
  } finally {
    busy(false);
  }
}

async function stop(message = 'Ready.', isError = false) {
  const closed = session;
  session = null;
  talk.setAttribute('aria-pressed', 'false');
  talk.textContent = 'Talk';
  showLevel(0);
  say(message, isError);
  if (closed) {
    closed.source?.stop();
    closed.conversation?.close();
    await closed.context.close();
  }
}

function handlersOf(opened) {
  return {
    interim: (item, stable, tentative) => transcript.userSays(item, stable, tentative),
    heard: (item, text) => transcript.userSays(item, text, ''),
    answering: item => { transcript.agentSays(item, ''); say('Answering…'); },
    words: (item, delta) => transcript.agentSays(item, delta),
    answered: (item, cut) => { transcript.agentDone(item, cut); say(opened.source?.greeting ?? 'Ready.'); },
    listening: () => say('Listening…'),
    audio: (ordinal, samples) => opened.playback.play(ordinal, samples),
    flush: ordinal => opened.playback.flush(ordinal),
    gain: gainDb => opened.playback.setGain(gainDb),
    timeline: timeline => timing.show(timeline),
    failed: message => say(message, true),
    closed: reason => session === opened && stop(reason, true),
  };
}

function busy(isBusy) {
  talk.disabled = sample.disabled = isBusy;
}

function say(message, isError = false) {
  element('status').textContent = message;
  element('status').classList.toggle('error', isError);
}

function showLevel(level) {
  element('level').value = level;
}
