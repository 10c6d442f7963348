import { z } from 'zod';
import {
  levels,
  limits,
  paths,
  readModerator,
  type Calls,
  type Moderator,
  type ModeratorId,
} from '@foyer/shared-core/model';
import { auditUpdate, type Act } from '../audit/audit.ts';
import { asAdmin, asModerator, authorize, type ModeratorCaller } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError, isFunctionError } from '../errors/function-error.ts';
import { keySchema, plainText } from '../input.ts';
import { loadSecurityPolicy, needsFactor } from '../factors/security-policy.ts';
import { mailUpdate } from '../mail/mail-job.ts';
import { unlinkUpdate } from '../oidc/oidc-link.ts';
import { dropPasswordCodes } from '../passwords/password-code.ts';
import { assertStrongPassword } from '../passwords/password-strength.ts';
import type { Ports } from '../ports.ts';
import { newSecret } from '../secrets.ts';
import { endSessionsUpdate } from '../sessions/moderator-sessions.ts';
import { requireRecent } from '../sessions/recent.ts';
import { withAccountsLease } from './accounts-lease.ts';
import { mayManage } from './may-manage.ts';

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
  departments: z.array(keySchema).max(100).optional(),
  password: z.string().min(8).max(1024).optional(),
  language: z.enum(['en', 'de']).optional(),
}) as z.ZodType<Request>;

/**
 * Creates an account or changes one. For admins; each act, and each refusal of one, leaves an audit row. An account that
 * is created without a password is invited by mail. Disabling an account or giving it a new password ends its sessions
 * at once. Whatever changes who can do what demands that the admin has proven recently who they are.
 */
export const saveModerator: CallHandler<'saveModerator'> = {
  schema,
  async answer({ data, claims }, ports) {
    const database = await ports.database();
    const caller = asModerator(await authorize(claims, database, ports.now()));
    try {
      asAdmin(caller);
      return { id: await withAccountsLease(database, () => save(data, caller, ports)) };
    } catch (cause) {
      if (isFunctionError(cause, 'refused') || isFunctionError(cause, 'last-admin')) {
        const action = data.id === undefined ? 'moderator.create' : 'moderator.change';
        const target = data.id === undefined ? {} : { target: data.id };
        await database.update(auditUpdate(caller, { action, outcome: 'refused', ...target }, ports.now()));
      }
      throw cause;
    }
  },
};

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
      throw new FunctionError('last-admin');
    }
  }
  if (data.password !== undefined) assertStrongPassword(data.password, data.email);
  return before === null ? create(data, caller, ports) : change(data, before, { caller, ports });
}

async function create(data: Request, caller: ModeratorCaller, ports: Ports): Promise<ModeratorId> {
  const { email, name, password } = data;
  const now = ports.now();
  const [database, accounts] = await Promise.all([ports.database(), ports.accounts()]);
  await requireRecent(caller, database, now);
  // Until the invitation is redeemed the account has a password that nobody knows.
  const id = await accounts.create({ email, password: password ?? newSecret(), name });
  try {
    if (!data.active) await accounts.change(id, { disabled: true });
    const detail = { ...detailOf(data), invited: password === undefined };
    await database.update({
      ...moderatorUpdate(id, data),
      [`${paths.moderator(id)}/needsFactor`]: needsFactor(await loadSecurityPolicy(database), data.role),
      ...(password === undefined ? inviteUpdate(id, data, now) : {}),
      ...auditUpdate(caller, { action: 'moderator.create', outcome: 'done', target: id, detail }, now),
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
  const now = ports.now();
  const [database, accounts] = await Promise.all([ports.database(), ports.accounts()]);
  const hasNewEmail = (await accounts.emails([id])).get(id)?.toLowerCase() !== email.toLowerCase();
  if (hasNewEmail || password !== undefined || isOtherAuthority(data, before)) {
    await requireRecent(caller, database, now);
  }
  const endsSessions = !active || password !== undefined;
  const act: Act = {
    ...{ action: 'moderator.change', outcome: 'done', target: id },
    detail: { ...detailOf(data), passwordChanged: password !== undefined, emailChanged: hasNewEmail },
  };
  // Once more even if the account is disabled in the nodes only: whatever failed here before is made good.
  const saveAccount = (): Promise<void> =>
    accounts.change(id, { email, name, disabled: !active, ...(password === undefined ? {} : { password }) });
  const saveNodes = async (): Promise<void> =>
    database.update({
      ...moderatorUpdate(id, data),
      [`${paths.moderator(id)}/needsFactor`]: needsFactor(await loadSecurityPolicy(database), data.role),
      ...(endsSessions ? (await endSessionsUpdate(database, id)).update : {}),
      ...(endsSessions || hasNewEmail ? await dropPasswordCodes(database, id) : {}),
      ...(hasNewEmail ? await unlinkUpdate(database, id) : {}),
      ...(password === undefined ? {} : newPasswordUpdate(id, now)),
      ...auditUpdate(caller, act, now),
    });
  // What takes rights away acts on the live nodes first; what may be refused by Auth is asked there first.
  for (const step of active ? [saveAccount, saveNodes] : [saveNodes, saveAccount]) await step();
  return id;
}

function inviteUpdate(
  uid: ModeratorId,
  { language }: Request,
  now: number,
): Readonly<Record<string, unknown>> {
  return {
    [`server/moderator-accounts/${uid}/invitedAt`]: now,
    ...mailUpdate({ kind: 'invite', uid, ...(language === undefined ? {} : { language }) }, now),
  };
}

function newPasswordUpdate(uid: ModeratorId, now: number): Readonly<Record<string, unknown>> {
  return {
    [`server/moderator-accounts/${uid}/invitedAt`]: null,
    ...mailUpdate({ kind: 'notice', uid, notice: 'password-changed' }, now),
  };
}

/** Whether somebody can do more or less than before. A name, or the departments, are no matter of authority. */
function isOtherAuthority(data: Request, before: Moderator): boolean {
  return (
    levels[data.role] !== before.level ||
    data.active !== before.active ||
    data.everyBrand !== before.everyBrand ||
    [...data.brands].sort().join('\n') !== [...before.brands].sort().join('\n')
  );
}

/** Field by field: an avatar and whatever else the node holds stays. */
function moderatorUpdate(id: ModeratorId, data: Request): Readonly<Record<string, unknown>> {
  const node = paths.moderator(id);
  return {
    [`${node}/name`]: data.name,
    [`${node}/level`]: levels[data.role],
    [`${node}/active`]: data.active,
    [`${node}/everyBrand`]: data.everyBrand ? true : null,
    [`${node}/brands`]: granted(data.brands),
    ...(data.departments === undefined ? {} : { [`${node}/departments`]: granted(data.departments) }),
  };
}

function granted(names: readonly string[]): Readonly<Record<string, true>> {
  return Object.fromEntries(names.map((name) => [name, true]));
}

function isActiveAdmin({ active, level }: Moderator): boolean {
  return active && level === 3;
}

function detailOf({ name, role, active, everyBrand, brands }: Request): Readonly<Record<string, unknown>> {
  return { name, role, active, everyBrand, brands };
}
