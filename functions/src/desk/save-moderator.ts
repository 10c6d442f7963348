import { z } from 'zod';
import {
  levels,
  limits,
  paths,
  readModerator,
  type BrandId,
  type Calls,
  type Moderator,
  type ModeratorId,
} from '@foyer/shared-core/model';
import { auditUpdate, type Act } from '../audit/audit.ts';
import { asAdmin, asModerator, authorize, type ModeratorCaller } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError, isFunctionError } from '../errors/function-error.ts';
import { keySchema, plainText } from '../input.ts';
import { withLease } from '../lease.ts';
import type { LiveDatabase, Ports } from '../ports.ts';
import { mayManage } from './may-manage.ts';

/** One change of accounts at a time, so that two admins cannot disable each other in the same moment. */
const LEASE = { path: 'server/locks/moderators', ttlMs: 15_000 };
const LEASE_TRIES = 20;
const LEASE_WAIT_MS = 150;

type Request = Calls['saveModerator']['request'];

const schema = z.strictObject({
  id: keySchema.optional(),
  email: z.email().max(254),
  name: z
    .string()
    .max(1000)
    .transform((name) => plainText(name, limits.name))
    .pipe(z.string().min(1)),
  role: z.enum(['operator', 'admin']),
  active: z.boolean(),
  everyBrand: z.boolean(),
  brands: z.array(keySchema).max(1000),
  password: z.string().min(8).max(1024).optional(),
}) as z.ZodType<Request>;

/**
 * Creates an account or changes one. For admins; each act, and each refusal of one, leaves an audit row. Disabling an
 * account or giving it a new password ends its sessions at once.
 */
export const saveModerator: CallHandler<'saveModerator'> = {
  schema,
  async answer({ data, claims }, ports) {
    const database = await ports.database();
    const caller = asModerator(await authorize(claims, database, ports.now()));
    try {
      asAdmin(caller);
      return { id: await saveAlone(data, caller, ports) };
    } catch (cause) {
      if (isFunctionError(cause, 'refused')) {
        const action = data.id === undefined ? 'moderator.create' : 'moderator.change';
        const target = data.id === undefined ? {} : { target: data.id };
        await database.update(auditUpdate(caller, { action, outcome: 'refused', ...target }, ports.now()));
      }
      throw cause;
    }
  },
};

async function saveAlone(data: Request, caller: ModeratorCaller, ports: Ports): Promise<ModeratorId> {
  const database = await ports.database();
  for (let attempt = 1; attempt <= LEASE_TRIES; attempt += 1) {
    const held = await withLease(database, LEASE, () => save(data, caller, ports));
    if (held !== null) return held.result;
    await new Promise((resolve) => setTimeout(resolve, LEASE_WAIT_MS));
  }
  throw new FunctionError('failed', 'another change of accounts does not end');
}

async function save(data: Request, caller: ModeratorCaller, ports: Ports): Promise<ModeratorId> {
  const database = await ports.database();
  const [records, brands] = await Promise.all([
    database.read(paths.moderators()),
    database.read(paths.brands()),
  ]);
  const moderators = Object.entries(records ?? {}).map(([id, record]) => readModerator(id, record));
  const before = data.id === undefined ? null : moderators.find(({ id }) => id === data.id);
  if (before === undefined) throw new FunctionError('not-found');
  if (!mayManage(caller.moderator, data) || (before !== null && !mayManage(caller.moderator, before))) {
    throw new FunctionError('refused', 'beyond the own brands');
  }
  const known = brands ?? {};
  if (!data.brands.every((brand) => Object.hasOwn(known, brand))) {
    throw new FunctionError('bad-input', 'no such brand', { field: 'brands' });
  }
  if (before !== null && isActiveAdmin(before) && !(data.active && data.role === 'admin')) {
    const others = moderators.filter((moderator) => moderator.id !== before.id && isActiveAdmin(moderator));
    // Somebody must remain who can manage everybody, or nobody could undo this.
    if (!others.some(({ everyBrand }) => everyBrand || !before.everyBrand)) {
      throw new FunctionError('refused', 'the last active admin');
    }
  }
  return before === null ? create(data, caller, ports) : change(data, before, { caller, ports });
}

async function create(data: Request, caller: ModeratorCaller, ports: Ports): Promise<ModeratorId> {
  const { email, name, password } = data;
  if (password === undefined) throw new FunctionError('bad-input', 'no password', { field: 'password' });
  const [database, accounts] = await Promise.all([ports.database(), ports.accounts()]);
  const id = await accounts.create({ email, password, name });
  try {
    if (!data.active) await accounts.change(id, { disabled: true });
    await database.update({
      ...moderatorUpdate(id, data),
      ...auditUpdate(
        caller,
        { action: 'moderator.create', outcome: 'done', target: id, detail: detailOf(data) },
        ports.now(),
      ),
    });
  } catch (cause) {
    // An account that no node knows could not even be seen in the list.
    await accounts.remove(id);
    throw cause;
  }
  return id;
}

async function change(
  data: Request,
  before: Moderator,
  { caller, ports }: { readonly caller: ModeratorCaller; readonly ports: Ports },
): Promise<ModeratorId> {
  const { id } = before;
  const { email, name, password, active } = data;
  const [database, accounts] = await Promise.all([ports.database(), ports.accounts()]);
  const endsSessions = !active || password !== undefined;
  const act: Act = {
    ...{ action: 'moderator.change', outcome: 'done', target: id },
    detail: { ...detailOf(data), passwordChanged: password !== undefined },
  };
  // Once more even if the account is disabled in the nodes only: whatever failed here before is made good.
  const saveAccount = (): Promise<void> =>
    accounts.change(id, { email, name, disabled: !active, ...(password === undefined ? {} : { password }) });
  const saveNodes = async (): Promise<void> =>
    database.update({
      ...moderatorUpdate(id, data),
      ...(endsSessions ? await endSessions(database, id) : {}),
      ...auditUpdate(caller, act, ports.now()),
    });
  // What takes rights away acts on the live nodes first; what may be refused by Auth is asked there first.
  for (const step of active ? [saveAccount, saveNodes] : [saveNodes, saveAccount]) await step();
  return id;
}

/** Field by field: an avatar and whatever else the node holds stays. */
function moderatorUpdate(id: ModeratorId, data: Request): Readonly<Record<string, unknown>> {
  const node = paths.moderator(id);
  return {
    [`${node}/name`]: data.name,
    [`${node}/level`]: levels[data.role],
    [`${node}/active`]: data.active,
    [`${node}/everyBrand`]: data.everyBrand ? true : null,
    [`${node}/brands`]: Object.fromEntries(data.brands.map((brand: BrandId) => [brand, true])),
  };
}

async function endSessions(
  database: LiveDatabase,
  id: ModeratorId,
): Promise<Readonly<Record<string, unknown>>> {
  const path = `server/moderator-sessions/${id}`;
  const sessions = Object.keys((await database.read(path)) ?? {});
  return {
    ...Object.fromEntries(sessions.map((sid) => [`${paths.session(sid)}/until`, 0])),
    [path]: null,
  };
}

function isActiveAdmin({ active, level }: Moderator): boolean {
  return active && level === 3;
}

function detailOf({ name, role, active, everyBrand, brands }: Request): Readonly<Record<string, unknown>> {
  return { name, role, active, everyBrand, brands };
}
