import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import mime from 'mime';
import type { HostingConfig, HostingRewrite } from '../firebase-json.ts';
import { PublicFolder, type PublicFile } from './public-folder.ts';
import { compileSource, fillDestination, type SourcePattern } from './source-pattern.ts';

/** Calls a function with the request as it came; false when there is no such function. */
export type CallFunction = (
  target: { readonly name: string; readonly region: string | undefined },
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<boolean>;

/** What a hosting server needs to know. */
export interface HostingOptions {
  readonly config: HostingConfig;
  /** The public folder, absolute. */
  readonly folder: string;
  readonly callFunction: CallFunction;
  /** What `/__/firebase/init.json` answers; asked for at each request. */
  readonly initJson: () => unknown;
  readonly log: (line: string) => void;
}

interface Rule<Value> {
  readonly takes: SourcePattern;
  readonly value: Value;
}

/** Answers browsers as Firebase Hosting does: redirects, then files, then rewrites, then 404. */
export function createHosting(
  options: HostingOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const site = new Site(options);
  return (request, response) => {
    site.answer(request, response).catch((error: unknown) => {
      options.log(`hosting: ${error instanceof Error ? error.message : String(error)}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  };
}

class Site {
  readonly #options: HostingOptions;
  readonly #files: PublicFolder;
  readonly #headers: readonly Rule<readonly { key: string; value: string }[]>[];
  readonly #redirects: readonly Rule<{ destination: string; type: number }>[];
  readonly #rewrites: readonly Rule<HostingRewrite>[];

  constructor(options: HostingOptions) {
    const { config } = options;
    this.#options = options;
    this.#files = new PublicFolder(options.folder, config.ignore ?? []);
    this.#headers = (config.headers ?? []).map((rule) => ({
      takes: compileSource(rule),
      value: rule.headers,
    }));
    this.#redirects = (config.redirects ?? []).map((rule) => ({
      takes: compileSource(rule),
      value: { destination: rule.destination, type: rule.type ?? 301 },
    }));
    this.#rewrites = (config.rewrites ?? []).map((rule) => ({ takes: compileSource(rule), value: rule }));
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [rawPath = '/', query] = (request.url ?? '/').split(/\?(.*)/s, 2);
    const path = decode(rawPath);
    if (path === undefined) {
      response.writeHead(400).end();
      return;
    }
    this.#addHeaders(path, response);
    if (path === '/__/firebase/init.json') {
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache' });
      response.end(JSON.stringify(this.#options.initJson()));
      return;
    }
    const redirect = this.#redirectOf(path) ?? (await this.#tidyUrl(path));
    if (redirect !== undefined) {
      const location = query === undefined ? redirect.location : `${redirect.location}?${query}`;
      response.writeHead(redirect.status, { location }).end();
      return;
    }
    const file = await this.#fileOf(path);
    if (file !== undefined) {
      await send(file, { request, response, status: 200 });
      return;
    }
    await this.#rewrite(path, request, response);
  }

  async #rewrite(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const rule = this.#rewrites.find(({ takes }) => takes(path) !== undefined)?.value;
    if (rule?.function !== undefined) {
      const target = typeof rule.function === 'string' ? { functionId: rule.function } : rule.function;
      // Hosting passes one cookie on to functions, so that its cache may take the others for no difference.
      keepOnlySessionCookie(request);
      const call = { name: target.functionId, region: target.region };
      if (await this.#options.callFunction(call, request, response)) return;
    }
    const destination =
      rule?.destination === undefined ? undefined : await this.#files.find(rule.destination);
    if (destination !== undefined) {
      await send(destination, { request, response, status: 200 });
      return;
    }
    const notFound = await this.#files.find('/404.html');
    if (notFound !== undefined) await send(notFound, { request, response, status: 404 });
    else response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found');
  }

  async #fileOf(path: string): Promise<PublicFile | undefined> {
    if (path.endsWith('/')) return this.#files.find(`${path}index.html`);
    const exact = await this.#files.find(path);
    if (exact !== undefined) return exact;
    const clean =
      this.#options.config.cleanUrls === true ? await this.#files.find(`${path}.html`) : undefined;
    return clean ?? this.#files.find(`${path}/index.html`);
  }

  /** Where `cleanUrls`, `trailingSlash` or a folder's page say that the address should be another. */
  async #tidyUrl(path: string): Promise<{ location: string; status: number } | undefined> {
    const { cleanUrls, trailingSlash } = this.#options.config;
    const isClean =
      cleanUrls === true && path.endsWith('.html') && (await this.#files.find(path)) !== undefined;
    let tidy = isClean ? path.replace(/(?:\/index)?\.html$/, '') || '/' : path;
    const isFolder = tidy !== '/' && (await this.#files.find(`${tidy}/index.html`)) !== undefined;
    if (trailingSlash === false && tidy.length > 1) tidy = tidy.replace(/\/+$/, '');
    else if (isFolder && !tidy.endsWith('/') && (await this.#files.find(tidy)) === undefined)
      tidy = `${tidy}/`;
    else if (trailingSlash === true && isClean && !tidy.endsWith('/')) tidy = `${tidy}/`;
    return tidy === path ? undefined : { location: encodeURI(tidy), status: 301 };
  }

  #redirectOf(path: string): { location: string; status: number } | undefined {
    for (const { takes, value } of this.#redirects) {
      const parts = takes(path);
      if (parts !== undefined)
        return { location: fillDestination(value.destination, parts), status: value.type };
    }
    return undefined;
  }

  #addHeaders(path: string, response: ServerResponse): void {
    for (const { takes, value } of this.#headers) {
      if (takes(path) === undefined) continue;
      for (const header of value) response.setHeader(header.key, header.value);
    }
  }
}

async function send(
  file: PublicFile,
  answer: { readonly request: IncomingMessage; readonly response: ServerResponse; readonly status: number },
): Promise<void> {
  const { request, response, status } = answer;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  response.setHeader('etag', file.etag);
  // In production an hour; here what was just built must be seen at once. A rule of firebase.json goes before.
  if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-cache');
  if (!response.hasHeader('content-type')) response.setHeader('content-type', contentType(file.path));
  if (status === 200 && request.headers['if-none-match'] === file.etag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(status, { 'content-length': file.size });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  await pipeline(createReadStream(file.path), response).catch(ignoreHangUp);
}

function contentType(path: string): string {
  const type = mime.getType(path) ?? 'application/octet-stream';
  const isText = type.startsWith('text/') || /^application\/(json|javascript|manifest\+json)$/.test(type);
  return isText ? `${type}; charset=utf-8` : type;
}

function ignoreHangUp(error: unknown): void {
  // A browser that goes away in the middle of a file is no fault of ours.
  if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}

function keepOnlySessionCookie(request: IncomingMessage): void {
  const session = (request.headers.cookie ?? '')
    .split(/; */)
    .find((cookie) => cookie.startsWith('__session='));
  if (session === undefined) delete request.headers.cookie;
  else request.headers.cookie = session;
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
