// A language model that says what a test wrote, behind an OpenAI-compatible API, and keeps what it was asked.
import { once } from 'node:events';
import { createServer } from 'node:http';

const NAME = 'scripted';

/**
 * A profile "scripted" of the server, in which `respond` is the language model: it gets the request's body, and returns
 * `{ text }` or `{ call: { name, arguments } }`.
 */
export async function startScriptedModel(respond) {
  const asked = [];
  const service = createServer(async (request, response) => {
    if (request.method === 'GET') {
      json(response, { object: 'list', data: [{ id: NAME, object: 'model', created: 0, owned_by: 'test' }] });
      return;
    }

    const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
    asked.push(body);
    stream(response, respond(body), asked.length);
  });
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  const backend = `--LocalVoice:Backends:Llm:${NAME}`;
  return {
    /** The bodies of the requests, oldest first. */
    asked,
    settings: [
      // What a busy machine could serve at its start is not what is tested.
      '--LocalVoice:Admission:MaxSessions=64',
      `${backend}:Kind=openai`,
      `${backend}:Service=own`,
      `${backend}:Url=http://127.0.0.1:${service.address().port}/v1`,
      `${backend}:Model=${NAME}`,
      `--LocalVoice:Profiles:${NAME}:Language=es`,
      `--LocalVoice:Profiles:${NAME}:Stages:Llm=${NAME}`,
    ],
    stop: async () => {
      service.closeAllConnections();
      service.close();
      await once(service, 'close');
    },
  };
}

/** The words of a request's messages, newest last. */
export const wordsOf = body => body.messages.map(({ role, content }) =>
  [role, typeof content === 'string' ? content : (content ?? []).map(part => part.text ?? '').join('')]);

function json(response, body) {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function stream(response, { text, call }, number) {
  const choice = (delta, finish_reason = null) => ({ index: 0, delta, finish_reason });
  const delta = call
    ? { role: 'assistant', tool_calls: [{ index: 0, id: `call_${number}`, type: 'function', function: call }] }
    : { role: 'assistant', content: text };
  const chunks = [
    { choices: [choice(delta)] },
    { choices: [choice({}, call ? 'tool_calls' : 'stop')] },
    { choices: [], usage: { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 } },
  ].map(chunk => ({ id: `chatcmpl-${number}`, object: 'chat.completion.chunk', created: 0, model: NAME, ...chunk }));
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end([...chunks.map(chunk => JSON.stringify(chunk)), '[DONE]'].map(data => `data: ${data}\n\n`).join(''));
}
