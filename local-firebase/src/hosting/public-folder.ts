import { stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import picomatch from 'picomatch';

/** A file that may be served. */
export interface PublicFile {
  /** Where it lies on the disk. */
  readonly path: string;
  readonly size: number;
  /** Changes whenever the file does. */
  readonly etag: string;
}

/** The folder that is served: finds files by URL path, never outside of it and never an ignored one. */
export class PublicFolder {
  readonly #folder: string;
  readonly #isIgnored: (path: string) => boolean;

  /** `ignore` are the globs of firebase.json, relative to `folder`. */
  constructor(folder: string, ignore: readonly string[]) {
    this.#folder = resolve(folder);
    this.#isIgnored = ignore.length === 0 ? () => false : picomatch([...ignore], { dot: true });
  }

  /** The file at a decoded URL path, or undefined when there is none. */
  async find(urlPath: string): Promise<PublicFile | undefined> {
    if (urlPath.includes('\0')) return undefined;
    const path = resolve(this.#folder, `.${urlPath}`);
    if (!path.startsWith(this.#folder + sep)) return undefined;
    const relative = path.slice(this.#folder.length + 1).replaceAll(sep, '/');
    if (this.#isIgnored(relative)) return undefined;
    try {
      const found = await stat(path);
      if (!found.isFile()) return undefined;
      const etag = `"${found.size.toString(36)}-${Math.round(found.mtimeMs * 1000).toString(36)}"`;
      return { path, size: found.size, etag };
    } catch {
      // Whatever the reason (missing, a file in the place of a folder, a name too long): there is nothing to serve.
      return undefined;
    }
  }
}
