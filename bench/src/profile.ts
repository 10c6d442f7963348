import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** A part of the server and its share of the time in which the processor worked, from 0 to 1. */
export type Share = readonly [part: string, share: number];

/** Reads the one profile that `node --cpu-prof` left in a folder, as shares of self time, largest first; idling left out. */
export function sharesOf(folder: string): readonly Share[] {
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile;
  const parts = new Map(profile.nodes.map(({ id, callFrame }) => [id, partOf(callFrame)]));
  const times = new Map<string, number>();
  let total = 0;
  profile.samples.forEach((id, index) => {
    const part = parts.get(id) ?? 'other';
    if (part === 'idle') return;
    const time = profile.timeDeltas[index] ?? 0;
    total += time;
    times.set(part, (times.get(part) ?? 0) + time);
  });
  return [...times].map(([part, time]): Share => [part, time / total]).sort((a, b) => b[1] - a[1]);
}

function partOf({ functionName, url }: { readonly functionName: string; readonly url: string }): string {
  if (functionName === '(idle)') return 'idle';
  if (functionName === '(garbage collector)') return 'garbage collection';
  const own = /local-firebase\/(?:dist|src)\/([a-z-]+)\//.exec(url)?.[1];
  if (own !== undefined) return OWN_PARTS.get(own) ?? own;
  if (url.includes('/ws/')) return 'WebSocket framing (ws)';
  if (url.includes('/sorted-btree/')) return 'data tree';
  if (url.startsWith('node:')) return 'Node: streams, sockets, buffers';
  return functionName === '(program)' || url === '' ? 'native: system calls, JSON' : 'other';
}

const OWN_PARTS: ReadonlyMap<string, string> = new Map([
  ['rules', 'rules'],
  ['tree', 'data tree'],
  ['rtdb', 'protocol, listens and writes'],
]);
