import { z } from 'zod';
import { paths, readVisitor, type CustomerCard } from '@foyer/shared-core/model';
import { asModerator, authorize, worksFor } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { isLocal } from '../config.ts';
import { FunctionError } from '../errors/function-error.ts';
import { keySchema, plainText } from '../input.ts';
import { postSigned } from './signed-post.ts';

const LONGEST_LABEL = 80;
const LONGEST_VALUE = 500;
const MOST_FIELDS = 20;

const answerSchema = z.object({
  title: z.string(),
  fields: z.array(z.object({ label: z.string(), value: z.union([z.string(), z.number()]) })).max(MOST_FIELDS),
});

/** What the website's own system knows of a visitor, asked for by the user id that the page told. */
export const customerCard: CallHandler<'customerCard'> = {
  schema: z.strictObject({ brand: keySchema, visitorId: keySchema }),
  async answer({ data, claims }, ports) {
    const { brand, visitorId } = data;
    const database = await ports.database();
    const [caller, source, record] = await Promise.all([
      authorize(claims, database, ports.now()),
      database.read(`server/sources/${brand}`),
      database.read(paths.user(brand, visitorId)),
    ]);
    if (!worksFor(asModerator(caller), brand)) throw new FunctionError('refused');
    if (record === null || source === null) return { card: null };
    const { vouched, selfTold } = readVisitor(visitorId, record);
    const { userId, userName } = vouched ?? selfTold;
    if (userId === undefined) return { card: null };
    const { url, secret } = readSource(source);
    const body = JSON.stringify({ brand, visitorId, userId, userName, vouched: vouched !== undefined });
    const { status, text } = await postSigned({ url, secret, body, allowLoopback: isLocal() });
    if (status === 404 || status === 204) return { card: null };
    if (status !== 200) throw new FunctionError('failed', `the customer source answered ${status}`);
    return { card: readCard(text, vouched !== undefined) };
  },
};

function readSource(source: unknown): { readonly url: string; readonly secret: string } {
  const { url, secret } = source as Readonly<Record<string, unknown>>;
  if (typeof url !== 'string' || typeof secret !== 'string' || secret.length < 16) {
    throw new FunctionError('failed', 'the customer source is not set up');
  }
  return { url, secret };
}

/** The answer is somebody else's text: taken apart by field, cut, and shown as text. */
function readCard(text: string, vouched: boolean): CustomerCard {
  const read = answerSchema.safeParse(parse(text));
  if (!read.success) throw new FunctionError('failed', 'the answer of the customer source is not understood');
  const { title, fields } = read.data;
  return {
    title: plainText(title, LONGEST_LABEL),
    fields: fields.map(({ label, value }) => ({
      label: plainText(label, LONGEST_LABEL),
      value: plainText(String(value), LONGEST_VALUE),
    })),
    vouched,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
