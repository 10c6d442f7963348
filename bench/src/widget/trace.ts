import type { CDPSession } from '@playwright/test';

/** One event of Chromium's trace, as far as it is read here. Times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** CPU time: what the thread really ran, whatever else the machine did meanwhile. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** What the main thread did, in milliseconds. */
export interface MainThread {
  /** CPU time in script: compiling, evaluating, callbacks, microtasks, timers, collecting garbage. */
  readonly scriptMs: number;
  readonly longestTaskMs: number;
  /** The sum of what each task took beyond 50 ms. */
  readonly blockingMs: number;
}

const SCRIPT = new Set([
  'EvaluateScript',
  'v8.compile',
  'V8.CompileCode',
  'FunctionCall',
  'RunMicrotasks',
  // What microtasks run in after a task of the browser's own, as after a `fetch`; there is no other event around it.
  'BlinkScheduler_PerformMicrotaskCheckpoint',
  'v8.callFunction',
  'TimerFire',
  'FireAnimationFrame',
  'FireIdleCallback',
  'EventDispatch',
  'XHRReadyStateChange',
  'WebSocketReceive',
  'MajorGC',
  'MinorGC',
]);
const LONG_TASK_MS = 50;
const CATEGORIES = ['devtools.timeline', 'v8', 'disabled-by-default-v8.compile', 'toplevel', '__metadata'];

/** Starts to trace; what it resolves with ends the trace and says what the page's main thread did. */
export async function startTrace(session: CDPSession): Promise<() => Promise<MainThread>> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
  });
  return async () => {
    const complete = new Promise<void>((resolve) => {
      session.once('Tracing.tracingComplete', () => {
        resolve();
      });
    });
    await session.send('Tracing.end');
    await complete;
    return readMainThread(events);
  };
}

function readMainThread(events: readonly TraceEvent[]): MainThread {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const isMain = (event: TraceEvent): boolean =>
    mains.some(({ pid, tid }) => pid === event.pid && tid === event.tid);
  const whole = events.filter((event) => event.ph === 'X' && isMain(event)).toSorted((a, b) => a.ts - b.ts);

  let scriptMs = 0;
  // Events nest (a callback runs microtasks): only the outermost counts.
  const until = new Map<number, number>();
  for (const { name, pid, ts, dur = 0, tdur = 0 } of whole) {
    if (!SCRIPT.has(name) || ts < (until.get(pid) ?? 0)) continue;
    until.set(pid, ts + dur);
    scriptMs += tdur / 1000;
  }
  const tasks = whole.filter(({ name }) => name === 'RunTask' || name === 'ThreadControllerImpl::RunTask');
  const lengths = tasks.map(({ dur = 0 }) => dur / 1000);
  return {
    scriptMs,
    longestTaskMs: Math.max(0, ...lengths),
    blockingMs: lengths.reduce((sum, length) => sum + Math.max(0, length - LONG_TASK_MS), 0),
  };
}
