// The page: one button, one conversation. Each part lives in a module of its own.
import { Calls } from './call/calls.js';
import { Remark } from './call/failure.js';
import { Items } from './call/items.js';
import { Profiles } from './call/profiles.js';
import { loadQuestions } from './call/questions.js';
import { canTalk, StateMachine } from './call/state.js';
import { watchTabs } from './call/tabs.js';
import { Settings } from './settings.js';
import { Languages, Questions } from './view/agents.js';
import { Composer } from './view/composer.js';
import { find } from './view/dom.js';
import { EventLog } from './view/event-log.js';
import { KeyForm } from './view/key-form.js';
import { LevelCheck } from './view/level-check.js';
import { PushToTalk } from './view/push-to-talk.js';
import { SettingsPanel } from './view/settings-panel.js';
import { Stage } from './view/stage.js';
import { Transcript } from './view/transcript.js';
import { Words } from './view/words.js';

const settings = new Settings();
const words = new Words();
const machine = new StateMachine();
const items = new Items();
const loading = Profiles.load().catch(() => Profiles.none);
const [recorded] = await Promise.all([loadQuestions(), words.use(settings.choices.page)]);

const stage = new Stage(words);
const languages = new Languages(words, settings);
const questions = new Questions(number => calls.ask(() => questions.at(number)));
/** Loaded once there is a turn. @type {Promise<import('./view/turns.js').TurnsView>|null} */
let turns = null;
const panel = new SettingsPanel(words, settings);
const level = new LevelCheck(words, () => settings.choices, () => panel.showDevices());
const log = new EventLog(words);
new Transcript(words, items);
let profiles = Profiles.none;
const calls = new Calls(machine, items, () => settings.choices, {
  starts: () => {
    level.stop();
    tabs.take();
  },
  profiles: showProfiles,
  event: (direction, event) => log.add(direction, event),
  level: (who, value) => {
    stage.level(who, value);
    if (who === 'user') level.show(value);
  },
  turn: async turn => (await showTurns()).add(turn),
  microphone: () => panel.showDevices(),
  transport: (name, why) => panel.showTransport(`transport.${name}${why ? `.${why}` : ''}`),
  key: isNeeded => isNeeded ? keyForm.show() : keyForm.hide(),
});
const keyForm = new KeyForm(() => calls.again());
const tabs = watchTabs(() => calls.current && calls.stop(new Remark('otherTab')));
new Composer(text => calls.write(text));
new PushToTalk(() => machine.state.phase === 'open' && machine.state.pushToTalk,
  () => calls.current?.user.hold(), () => calls.current?.user.release());

machine.onChange(state => {
  stage.show(state);
  if (state.phase === 'closed') panel.showTransport('');
});
words.onChange(() => {
  stage.show(machine.state);
  showProfiles(profiles);
  find('page-language', HTMLSelectElement).value = words.language;
});
settings.onChange(name => {
  if (name === 'page') words.use(settings.choices.page);
  if (name === 'language' || name === 'profile') showProfiles(profiles);
  calls.current?.changed(name);
});

find('talk', HTMLButtonElement).addEventListener('click', () => canTalk(machine.state) ? calls.talk() : calls.stop());
find('new', HTMLButtonElement).addEventListener('click', () => {
  items.clear();
  turns?.then(shown => shown.clear());
  calls.startAnew();
});
find('page-language', HTMLSelectElement).addEventListener('change', ({ target }) =>
  settings.set('page', /** @type {HTMLSelectElement} */ (target).value));
find('hush', HTMLButtonElement).addEventListener('click', () => calls.current?.user.hush());
document.addEventListener('keydown', ({ key, target }) => {
  // In a field it takes back what was typed.
  const isField = target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type !== 'radio');
  if (key === 'Escape' && calls.current && !isField) calls.stop();
});
navigator.mediaDevices?.addEventListener('devicechange', () => {
  panel.showDevices();
  calls.current?.devicesChanged();
});
stage.show(machine.state);
find('page-language', HTMLSelectElement).value = words.language;
if (!isSecureContext) import('./view/insecure.js').then(({ explainInsecure }) => explainInsecure());
loading.then(showProfiles).finally(() => { delete document.body.dataset.loading; });

function showTurns() {
  return turns ??= import('./view/turns.js').then(({ TurnsView }) => new TurnsView(words));
}

/** @param {Profiles} loaded */
function showProfiles(loaded) {
  profiles = loaded;
  languages.show(profiles);
  panel.show(profiles);
  const { language, profile } = settings.choices;
  const spoken = language || profiles.find(profile)?.language || words.language;
  questions.show(recorded[spoken] ?? [], spoken);
}
