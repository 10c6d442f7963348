import type { DatabaseEventKind, Endpoint, RetryPolicy, Trigger } from './endpoint.ts';

/** A function of the bundle: `(req, res)` for HTTP, schedules and tasks, `(cloudEvent)` for events. */
export type Handler = (...args: unknown[]) => unknown;

export interface DiscoveredFunction {
  readonly endpoint: Endpoint;
  readonly handler: Handler;
}

type Fields = Readonly<Record<string, unknown>>;

const DATABASE_EVENTS = new Map<string, DatabaseEventKind>([
  ['google.firebase.database.ref.v1.created', 'created'],
  ['google.firebase.database.ref.v1.updated', 'updated'],
  ['google.firebase.database.ref.v1.deleted', 'deleted'],
  ['google.firebase.database.ref.v1.written', 'written'],
]);

const DEFAULT_REGION = 'us-central1';
const DEFAULT_TIMEOUT_S = 60;

/** A failed event is tried again for a day, as on the live service; the first wait is shorter than its 10 s. */
const EVENT_RETRY: RetryPolicy = {
  maxAttempts: undefined,
  minBackoffMs: 1_000,
  maxBackoffMs: 600_000,
  giveUpAfterMs: 86_400_000,
};

/**
 * Finds the functions among a bundle's exports: whatever carries the `__endpoint` that firebase-functions puts on
 * what it makes, also in exported groups, whose names are joined by a dash.
 */
export function discoverFunctions(exports: object, prefix = ''): DiscoveredFunction[] {
  const found: DiscoveredFunction[] = [];
  for (const [name, value] of Object.entries(exports) as [string, unknown][]) {
    if (typeof value === 'function' && isFields(Reflect.get(value, '__endpoint'))) {
      const declared = resolveParams(Reflect.get(value, '__endpoint')) as Fields;
      found.push({ endpoint: toEndpoint(prefix + name, declared), handler: value as Handler });
    } else if (isFields(value) && !Array.isArray(value)) {
      found.push(...discoverFunctions(value, `${prefix}${name}-`));
    }
  }
  return found;
}

function toEndpoint(name: string, declared: Fields): Endpoint {
  const regions = list(declared['region']).filter((region) => typeof region === 'string');
  return {
    name,
    regions: regions.length === 0 ? [DEFAULT_REGION] : regions,
    timeoutMs: (number(declared['timeoutSeconds']) ?? DEFAULT_TIMEOUT_S) * 1000,
    trigger: toTrigger(declared),
  };
}

function toTrigger(declared: Fields): Trigger {
  if (isFields(declared['httpsTrigger']) || isFields(declared['callableTrigger'])) return { type: 'http' };
  const { eventTrigger, scheduleTrigger, taskQueueTrigger } = declared;
  if (isFields(scheduleTrigger)) {
    return {
      type: 'schedule',
      schedule: text(scheduleTrigger['schedule']) ?? '',
      timeZone: text(scheduleTrigger['timeZone']),
      retry: scheduleRetry(fields(scheduleTrigger['retryConfig'])),
    };
  }
  if (isFields(taskQueueTrigger))
    return { type: 'task', retry: taskRetry(fields(taskQueueTrigger['retryConfig'])) };
  if (isFields(eventTrigger)) return eventTriggerOf(eventTrigger);
  return { type: 'other', event: 'unknown' };
}

function eventTriggerOf(declared: Fields): Trigger {
  const event = text(declared['eventType']) ?? 'unknown';
  const kind = DATABASE_EVENTS.get(event);
  if (kind === undefined) return { type: 'other', event };
  const patterns = fields(declared['eventFilterPathPatterns']);
  const filters = fields(declared['eventFilters']);
  return {
    type: 'database',
    kind,
    ref: text(patterns['ref']) ?? text(filters['ref']) ?? '',
    instance: text(patterns['instance']) ?? text(filters['instance']) ?? '*',
    retry: declared['retry'] === true ? EVENT_RETRY : undefined,
  };
}

/** Cloud Scheduler's defaults apart from the number of retries, which is 0. */
function scheduleRetry(config: Fields): RetryPolicy | undefined {
  const retries = number(config['retryCount']) ?? 0;
  if (retries === 0) return undefined;
  const giveUpAfter = number(config['maxRetrySeconds']);
  return {
    maxAttempts: retries + 1,
    minBackoffMs: (number(config['minBackoffSeconds']) ?? 5) * 1000,
    maxBackoffMs: (number(config['maxBackoffSeconds']) ?? 3600) * 1000,
    giveUpAfterMs: giveUpAfter === undefined || giveUpAfter === 0 ? undefined : giveUpAfter * 1000,
  };
}

/** The defaults of the official task queue emulator. */
function taskRetry(config: Fields): RetryPolicy {
  const giveUpAfter = number(config['maxRetrySeconds']);
  return {
    maxAttempts: number(config['maxAttempts']) ?? 3,
    minBackoffMs: (number(config['minBackoffSeconds']) ?? 0.1) * 1000,
    maxBackoffMs: (number(config['maxBackoffSeconds']) ?? 3600) * 1000,
    giveUpAfterMs: giveUpAfter === undefined ? undefined : giveUpAfter * 1000,
  };
}

/** Puts the value of every parameter expression (`defineString()` and the like) in its place. */
function resolveParams(declared: unknown): unknown {
  if (typeof declared !== 'object' || declared === null) return declared;
  const value: unknown = Reflect.get(declared, 'value');
  if (typeof value === 'function') return resolveParams(Reflect.apply(value, declared, []));
  if (Array.isArray(declared)) return declared.map(resolveParams);
  return Object.fromEntries(Object.entries(declared).map(([key, member]) => [key, resolveParams(member)]));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
