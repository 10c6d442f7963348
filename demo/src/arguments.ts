import { parseArgs } from 'node:util';

/** What `npm start -- …` understands. */
export interface StartArguments {
  readonly fresh: boolean;
  /** The port of hosting; the other services follow it. Undefined: 5000, or the next that is free. */
  readonly port: number | undefined;
}

/** Reads the command line. Throws an `Error` whose message can be shown as it is. */
export function readArguments(args: readonly string[]): StartArguments {
  const { values } = parseArgs({
    args: [...args],
    options: { fresh: { type: 'boolean', default: false }, port: { type: 'string' } },
  });
  if (values.port === undefined) return { fresh: values.fresh, port: undefined };
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_531) {
    throw new Error(`--port takes a whole number from 1 to 65531, not “${values.port}”.`);
  }
  return { fresh: values.fresh, port };
}
