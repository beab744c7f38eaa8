// The page: one button, one conversation. Each part lives in a module of its own.
import { Call } from './call/call.js';
import { noticeOf, Remark } from './call/failure.js';
import { Items } from './call/items.js';
import { KeyNeeded } from './call/key.js';
import { Profiles } from './call/profiles.js';
import { loadQuestions } from './call/questions.js';
import { canTalk, StateMachine } from './call/state.js';
import { watchTabs } from './call/tabs.js';
import { Settings } from './settings.js';
import { Languages, Questions } from './view/agents.js';
import { Composer } from './view/composer.js';
import { find } from './view/dom.js';
import { EventLog } from './view/event-log.js';
import { explainWhenInsecure } from './view/insecure.js';
import { KeyForm } from './view/key-form.js';
import { LevelCheck } from './view/level-check.js';
import { PushToTalk } from './view/push-to-talk.js';
import { SettingsPanel } from './view/settings-panel.js';
import { Stage } from './view/stage.js';
import { Transcript } from './view/transcript.js';
import { TurnsView } from './view/turns.js';
import { Words } from './view/words.js';

const settings = new Settings();
const words = new Words();
const machine = new StateMachine();
const items = new Items();
await words.use(settings.choices.page);

const stage = new Stage(words);
const languages = new Languages(words, settings);
const questions = new Questions(number => ask(number));
const turns = new TurnsView(words);
const panel = new SettingsPanel(words, settings);
const level = new LevelCheck(words, () => settings.choices, () => panel.showDevices());
const log = new EventLog(words);
const recorded = await loadQuestions();
new Transcript(words, items);
new Composer(text => write(text));
new PushToTalk(() => machine.state.phase === 'open' && machine.state.pushToTalk, () => call?.hold(), () => call?.release());
let profiles = Profiles.none;
/** @type {Call|null} */
let call = null;
/** What people wanted when a key was asked for. @type {() => void} */
let wanted = talk;
const keyForm = new KeyForm(() => wanted());
const tabs = watchTabs(() => call && stop(new Remark('otherTab')));

machine.onChange(state => stage.show(state));
words.onChange(() => {
  stage.show(machine.state);
  showProfiles(profiles);
  find('page-language', HTMLSelectElement).value = words.language;
});
settings.onChange(name => {
  if (name === 'page') words.use(settings.choices.page);
  if (name === 'language' || name === 'profile') showProfiles(profiles);
  call?.changed(name);
});

find('talk', HTMLButtonElement).addEventListener('click', () => canTalk(machine.state) ? talk() : stop());
find('new', HTMLButtonElement).addEventListener('click', () => startAnew());
find('page-language', HTMLSelectElement).addEventListener('change', ({ target }) =>
  settings.set('page', /** @type {HTMLSelectElement} */ (target).value));
find('hush', HTMLButtonElement).addEventListener('click', () => call?.cancelResponse());
document.addEventListener('keydown', ({ key, target }) => {
  // In a field it takes back what was typed.
  const isField = target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type !== 'radio');
  if (key === 'Escape' && call && !isField) stop();
});
navigator.mediaDevices?.addEventListener('devicechange', () => {
  panel.showDevices();
  call?.devicesChanged();
});
stage.show(machine.state);
find('page-language', HTMLSelectElement).value = words.language;
explainWhenInsecure();
Profiles.load().then(showProfiles, () => showProfiles(Profiles.none));

/** @param {Profiles} loaded */
function showProfiles(loaded) {
  profiles = loaded;
  languages.show(profiles);
  panel.show(profiles);
  const { language, profile } = settings.choices;
  const spoken = language || profiles.find(profile)?.language || words.language;
  questions.show(recorded[spoken] ?? [], spoken);
}

async function talk() {
  wanted = talk;
  await start('microphone');
}

/** @param {number} number of the question */
async function ask(number) {
  wanted = () => ask(number);
  const isOpen = call !== null && machine.state.phase === 'open';
  if (isOpen && machine.state.input === 'question') return;
  const asked = isOpen ? call : await start('question');
  await asked?.ask(questions.at(number)).catch(error => call === asked && stop(error));
  if (isOpen || !asked || call !== asked) return;
  // What went wrong is more than that it is over.
  const { notice } = machine.state;
  stop(notice?.isError ? null : new Remark('asked'), notice);
}

/** @param {string} text */
async function write(text) {
  wanted = () => write(text);
  const open = call !== null && machine.state.phase === 'open' ? call : await start('none');
  open?.say(text);
  return open !== null;
}

/** What was said is forgotten, by the page and by the server. */
function startAnew() {
  const { phase, input } = machine.state;
  items.clear();
  turns.clear();
  if (phase === 'open' && input !== 'question') start(input);
  else stop();
}

/** @param {import('./call/state.js').Input} input @returns {Promise<Call|null>} null where it could not be */
async function start(input) {
  stop();
  level.stop();
  tabs.take();
  const opened = call = new Call(machine, items, () => settings.choices, {
    profiles: showProfiles,
    event: (direction, event) => log.add(direction, event),
    level: (who, value) => {
      stage.level(who, value);
      if (who === 'user') level.show(value);
    },
    turn: turn => turns.add(turn),
    microphone: () => panel.showDevices(),
    ended: error => call === opened && stop(error),
  });
  try {
    await opened.open(input);
    return opened;
  } catch (error) {
    if (call === opened) stop(error);
    return null;
  }
}

/** @param {unknown} [error] why; none: people wanted it @param {import('./call/state.js').Notice|null} [notice] where there is no error */
function stop(error, notice = null) {
  call?.close();
  call = null;
  keyForm.hide();
  machine.send({ type: 'closed', notice: error ? noticeOf(error) : notice });
  if (error instanceof KeyNeeded) keyForm.show();
}
