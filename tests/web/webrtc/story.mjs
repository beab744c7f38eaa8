// The scripted model of calls: it has something long to say, which can be interrupted.
import { callsTheLight } from '../clients/words.mjs';

export const ASKS_FOR_A_STORY = 'Cuéntame una historia.';

/** More than twenty seconds of speech. */
const STORY = 'Había una vez un gato que vivía en una casa muy grande. Todas las noches miraba la luna desde el tejado. '.repeat(4);

/** Tells a story where that is asked for, and otherwise calls the light's function. */
export function tellsAStory(body) {
  const { role, content } = body.messages.at(-1);
  return role === 'user' && JSON.stringify(content).includes(ASKS_FOR_A_STORY) ? { text: STORY } : callsTheLight(body);
}
