// npm's "@ai-sdk/openai" has no Realtime client; http.test.mjs has what it can do.
import { SCENARIOS, table } from './table.mjs';

table('npm @ai-sdk/openai', {
  cells: Object.fromEntries(SCENARIOS.map(scenario => [scenario, 'the package has no Realtime client'])),
});
