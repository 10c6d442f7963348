import { brandModerator, roomVisitor } from '../fragments.ts';
import { actorNames, actors } from './actors.ts';
import { everyPath } from './every-path.ts';
import { matrix } from './matrix.ts';

/** `docs/permissions.md`: the matrix as people read it. */
export function permissionsDocument(): string {
  const lines = [
    '# Who may do what',
    '',
    'Generated from `rules/src/permissions/matrix.ts`; every cell is executed by `rules/src/permissions/matrix.spec.ts`',
    'against a local Firebase through the official client SDK, with a real token of each role. Every ● is also tried',
    'with one thing wrong at a time (sender, time, key, length, an extra child, a missing part …) and refused. What',
    'stands in no row is denied to everybody.',
    '',
    'Every ● is also put to the rules without a server, in worlds exact to the millisecond: after logging out, banned,',
    'disabled, demoted, in a closed room, too soon after the last message …, and with every leaf of every record changed',
    'in turn (`rules/src/permissions/paper.spec.ts`); rows that speak of one millisecond are tried only there.',
    '`npm run mutate` breaks the rules in every small way and shows that some request of the matrix finds it out.',
    '',
    '| | |',
    '|---|---|',
    ...actorNames.map((name) => `| ${name} | ${actors[name]} |`),
    '',
    '## Every path',
    '',
    'Each place of the database rules that grants something, and to whom, at the least in some circumstance; no other place',
    'grants anything to anybody. Writes are bound to what must come with them, as the acts below show.',
    '',
    `| path | operation | ${actorNames.join(' | ')} |`,
    `|---|---|${actorNames.map(() => ':-:').join('|')}|`,
    ...everyPath().map(({ path, operation, allowed }) => {
      const cells = actorNames.map((name) => (allowed.has(name) ? '●' : '·'));
      return `| \`${path}\` | ${operation} | ${cells.join(' | ')} |`;
    }),
    '',
    'Attachments lie in Storage, at `uploads/{brand}/{by}/{room}/{message}`: whoever is `{by}` by the token (visitors only in',
    'their own brand) creates them once, within the limits of type and size. Nobody reads, lists, replaces, changes or deletes',
    'one; the function `fileLink` hands out links of ten minutes to whoever may read the message.',
    '',
    '## Who reads a room',
    '',
    'The function `whoCanRead` names one of these branches for each reader.',
    '',
    `- **visitor of the room**: \`${roomVisitor}\``,
    `- **moderator of the brand**: \`${brandModerator}\``,
    '',
    '## Every act',
    '',
    `| path | operation | act | ${actorNames.join(' | ')} | tried with one thing wrong |`,
    `|---|---|---|${actorNames.map(() => ':-:').join('|')}|---|`,
    ...matrix.map((row) => {
      const cells = actorNames.map((name) => (row.allowed.includes(name) ? '●' : '·'));
      const wrongs = Object.keys(row.wrong ?? {}).join(', ');
      return `| \`${row.path}\` | ${row.operation} | ${row.what} | ${cells.join(' | ')} | ${wrongs} |`;
    }),
    '',
  ];
  return lines.join('\n');
}
