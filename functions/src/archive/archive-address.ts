import { FunctionError } from '../errors/function-error.ts';
import { connectToCloudSql, type CloudSqlOptions } from './cloud-sql.ts';
import type { Engine } from './engine.ts';
import { createMysqlEngine } from './mysql-engine.ts';
import { createSqliteEngine } from './sqlite-engine.ts';

/**
 * Reads where the archive is:
 * - `sqlite:/path/of/file` - embedded, for a run on one machine
 * - `mysql://user:password@host:port/database`, or with `?socket=/path` instead of a host
 * - `cloudsql:project:region:instance/database?user=…&password=…`; without a password, signed in by IAM; with
 *   `&ip=private` through the project's own network
 *
 * Throws 'archive-misconfigured', without repeating the address, which holds a password.
 */
export function readArchiveAddress(address: string): Engine {
  const kind = address.slice(0, address.indexOf(':'));
  switch (kind) {
    case 'sqlite':
      return createSqliteEngine(fileOf(address));
    case 'mysql': {
      const options = mysqlOptions(address);
      return createMysqlEngine(() => Promise.resolve({ options }));
    }
    case 'cloudsql': {
      const options = cloudSqlOptions(address);
      return createMysqlEngine(() => connectToCloudSql(options));
    }
    default:
      throw new FunctionError(
        'archive-misconfigured',
        'the address begins with none of sqlite:, mysql:, cloudsql:',
      );
  }
}

function fileOf(address: string): string {
  const file = address.slice('sqlite:'.length);
  if (file === '') throw new FunctionError('archive-misconfigured', 'sqlite: without a file');
  return file;
}

function mysqlOptions(address: string): Record<string, string | number> {
  const url = parse(address);
  const socketPath = url.searchParams.get('socket');
  return {
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: databaseOf(url),
    ...(socketPath === null ? { host: url.hostname, port: Number(url.port || 3306) } : { socketPath }),
  };
}

function cloudSqlOptions(address: string): CloudSqlOptions {
  const [instance = '', rest = ''] = address.slice('cloudsql:'.length).split('/', 2);
  const url = parse(`cloudsql://instance/${rest}`);
  const user = url.searchParams.get('user');
  if (instance.split(':').length !== 3 || user === null) {
    throw new FunctionError(
      'archive-misconfigured',
      'cloudsql: wants project:region:instance/database?user=…',
    );
  }
  return {
    ...{ instance, user },
    database: databaseOf(url),
    password: url.searchParams.get('password'),
    isPrivate: url.searchParams.get('ip') === 'private',
  };
}

function databaseOf(url: URL): string {
  const database = decodeURIComponent(url.pathname.slice(1));
  if (database === '') throw new FunctionError('archive-misconfigured', 'the address names no database');
  return database;
}

function parse(address: string): URL {
  try {
    return new URL(address);
  } catch {
    throw new FunctionError('archive-misconfigured', 'the address is no URL');
  }
}
