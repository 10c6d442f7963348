import { BodyFields } from '../http/body-fields.ts';
import { readJsonBody } from '../http/read-body.ts';
import { sendJson, type RouteTable } from '../http/route-table.ts';
import { refuse } from '../local-firebase-error.ts';
import { RulesError } from '../rules/rules-error.ts';
import { compileStorageRules, type StorageRuleset } from '../storage-rules/storage-ruleset.ts';
import type { StorageAccess } from './storage-access.ts';

/** How `@firebase/rules-unit-testing` puts the rules under test into a Storage emulator. */
export function rulesRoutes(access: StorageAccess): RouteTable {
  return {
    async 'PUT /internal/setRules'({ request, response }) {
      access.requireTrusted(request.headers);
      const body = new BodyFields(await readJsonBody(request));
      const [file] = body.object('rules')?.objects('files') ?? [];
      access.setRules(compile(file?.string('content') ?? ''));
      sendJson(response, 200, { message: 'Rules updated successfully' });
    },
  };
}

function compile(source: string): StorageRuleset {
  try {
    return compileStorageRules(source);
  } catch (error) {
    if (error instanceof RulesError) throw refuse(400, error.message);
    throw error;
  }
}
