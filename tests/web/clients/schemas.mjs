// The events that npm's "openai" declares (resources/realtime/realtime.d.ts), as JSON schemas made from its declarations.
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const declarations = fileURLToPath(new URL('../node_modules/openai/resources/realtime/realtime.d.ts', import.meta.url));
const EVENTS = 'RealtimeServerEvent';
let checks;

/** What is wrong with a server's event by its declaration: one line each, none when nothing is. */
export function faultsOf(event) {
  checks ??= compile();
  const check = checks.get(event.type);
  if (!check) return [`${event.type}: no event of the protocol`];
  return check(event) ? [] : check.errors.map(({ instancePath, message, params }) =>
    `${event.type}${instancePath}: ${message} ${JSON.stringify(params)}`);
}

/** The same for many, each line once. */
export const faultsOfAll = events => [...new Set(events.flatMap(faultsOf))];

function compile() {
  const generator = createGenerator({ path: declarations, type: EVENTS, skipTypeCheck: true, additionalProperties: true });
  const schema = generator.createSchema(EVENTS);
  Object.values(schema.definitions).forEach(takeNulls);
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema(schema, 'events');
  const named = schema.definitions[EVENTS].anyOf.map(({ $ref }) => decodeURIComponent($ref.split('/').at(-1)));
  return new Map(named.map(name => [
    schema.definitions[name].properties.type.const,
    ajv.compile({ $ref: `events#/definitions/${encodeURIComponent(name)}` }),
  ]));
}

/** The service writes null where its declaration has an optional field. */
function takeNulls(schema) {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    takeNulls(property);
    if (!schema.required?.includes(name)) schema.properties[name] = { anyOf: [property, { type: 'null' }] };
  }
  for (const part of [...schema.anyOf ?? [], ...schema.allOf ?? [], ...[schema.items ?? []].flat()]) takeNulls(part);
}
