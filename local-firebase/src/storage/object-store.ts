import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { refuse } from '../local-firebase-error.ts';
import { writeFileAtomically } from '../state-file.ts';
import type { WorkFolder } from '../work-folder.ts';
import { BlobWriter, type BlobFacts } from './blob-writer.ts';
import type { ChangedSettings } from './object-settings.ts';
import type { StoredObject } from './stored-object.ts';

/** One page of a listing. */
export interface ObjectPage {
  readonly items: readonly StoredObject[];
  /** "Folders": what lies below the next delimiter, each once. */
  readonly prefixes: readonly string[];
  readonly nextPageToken: string | undefined;
}

/**
 * The objects of all buckets: their bytes as files, what is known of them in memory and, where things are to stay,
 * as one small file each. A change is visible at once and durable when its promise resolves.
 */
export class ObjectStore {
  readonly #workFolder: WorkFolder;
  readonly #isDurable: boolean;
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Map<string, StoredObject>>();
  #lastGeneration = 0;

  private constructor(workFolder: WorkFolder, isDurable: boolean, clock: Clock) {
    this.#workFolder = workFolder;
    this.#isDurable = isDurable;
    this.#clock = clock;
  }

  /** Opens the store, with what is there from before when `isDurable`. */
  static async open(workFolder: WorkFolder, isDurable: boolean, clock: Clock): Promise<ObjectStore> {
    const store = new ObjectStore(workFolder, isDurable, clock);
    if (isDurable) await store.#load();
    return store;
  }

  get(bucket: string, name: string): StoredObject | undefined {
    return this.#buckets.get(bucket)?.get(name);
  }

  /** A writer for the bytes of an object to come. */
  async writer(): Promise<BlobWriter> {
    return new BlobWriter(await this.#blobs());
  }

  /** A writer that goes on with the bytes of an object to come that a former process received. */
  async reopen(blob: string): Promise<BlobWriter> {
    return BlobWriter.reopen(await this.#blobs(), blob);
  }

  /** Whether these bytes are an object's. */
  holds(blob: string): boolean {
    return this.#all().some((object) => object.blob === blob);
  }

  /** Takes away bytes that belong to no object, except those in `kept`: what a crash cut off. */
  async sweep(kept: ReadonlySet<string>): Promise<void> {
    const used = new Set(this.#all().map(({ blob }) => blob));
    const folder = await this.#blobs();
    for (const blob of await readdir(folder)) {
      if (!used.has(blob) && !kept.has(blob)) await rm(join(folder, blob), { force: true });
    }
  }

  /** Where the bytes of an object lie. */
  async pathOf({ blob }: StoredObject): Promise<string> {
    return join(await this.#blobs(), blob);
  }

  /** What an object would be if it were stored now. */
  draft(
    place: { readonly bucket: string; readonly name: string },
    blob: BlobFacts,
    given: ChangedSettings,
  ): StoredObject {
    const now = this.#clock.now();
    return {
      ...place,
      ...blob,
      ...given.settings,
      downloadTokens: given.downloadTokens,
      generation: 0,
      metageneration: 1,
      timeCreated: now,
      updated: now,
    };
  }

  /** Stores a draft, in the place of the object of that name if there is one. */
  async put(draft: StoredObject): Promise<StoredObject> {
    const before = this.get(draft.bucket, draft.name);
    this.#lastGeneration = Math.max(this.#clock.now() * 1000, this.#lastGeneration + 1);
    const object = { ...draft, generation: this.#lastGeneration };
    this.#set(object);
    await this.#save(object);
    if (before !== undefined) await rm(await this.pathOf(before), { force: true });
    return object;
  }

  /** Replaces settings and tokens of an object. Refuses 404 when there is none. */
  async change(before: StoredObject, { settings, downloadTokens }: ChangedSettings): Promise<StoredObject> {
    const object: StoredObject = {
      ...before,
      ...settings,
      downloadTokens,
      metageneration: before.metageneration + 1,
      updated: this.#clock.now(),
    };
    if (this.get(before.bucket, before.name)?.generation !== before.generation)
      throw refuse(404, 'Not Found');
    this.#set(object);
    await this.#save(object);
    return object;
  }

  /** Copies bytes and settings to another name or bucket. */
  async copy(
    source: StoredObject,
    place: { bucket: string; name: string },
    given: ChangedSettings,
  ): Promise<StoredObject> {
    const blob = randomUUID();
    await copyFile(await this.pathOf(source), join(await this.#blobs(), blob));
    const { size, md5Hash, crc32c } = source;
    return this.put(this.draft(place, { blob, size, md5Hash, crc32c }, given));
  }

  async remove(object: StoredObject): Promise<void> {
    this.#buckets.get(object.bucket)?.delete(object.name);
    if (this.#isDurable) await rm(await this.#recordPath(object), { force: true });
    await rm(await this.pathOf(object), { force: true });
  }

  /** Objects in the order of their names, beginning after `pageToken`. */
  list(
    bucket: string,
    wanted: { prefix: string; delimiter: string; pageToken: string | undefined; maxResults: number },
  ): ObjectPage {
    const { prefix, delimiter, pageToken, maxResults } = wanted;
    const items: StoredObject[] = [];
    const prefixes = new Set<string>();
    let last = '';
    const names = [...(this.#buckets.get(bucket)?.keys() ?? [])]
      .filter((name) => name.startsWith(prefix))
      .sort();
    for (const name of names) {
      const end = delimiter === '' ? -1 : name.indexOf(delimiter, prefix.length);
      const folder = end === -1 ? undefined : name.slice(0, end + delimiter.length);
      const entry = folder ?? name;
      if (entry === last || (pageToken !== undefined && entry <= pageToken)) continue;
      if (items.length + prefixes.size === maxResults)
        return { items, prefixes: [...prefixes], nextPageToken: last };
      last = entry;
      if (folder !== undefined) prefixes.add(folder);
      else items.push(...present(this.get(bucket, name)));
    }
    return { items, prefixes: [...prefixes], nextPageToken: undefined };
  }

  /** Forgets every object. */
  async clear(): Promise<void> {
    const objects = this.#all();
    this.#buckets.clear();
    await Promise.all(objects.map((object) => this.remove(object)));
  }

  #all(): StoredObject[] {
    return [...this.#buckets.values()].flatMap((bucket) => [...bucket.values()]);
  }

  #set(object: StoredObject): void {
    const bucket = this.#buckets.get(object.bucket) ?? new Map<string, StoredObject>();
    bucket.set(object.name, object);
    this.#buckets.set(object.bucket, bucket);
  }

  async #save(object: StoredObject): Promise<void> {
    if (this.#isDurable) await writeFileAtomically(await this.#recordPath(object), JSON.stringify(object));
  }

  /** Reads the records. */
  async #load(): Promise<void> {
    const folder = join(await this.#workFolder.path(), 'storage', 'objects');
    await mkdir(folder, { recursive: true });
    for (const file of await readdir(folder)) {
      if (!file.endsWith('.json')) continue;
      const object = JSON.parse(await readFile(join(folder, file), 'utf8')) as StoredObject;
      this.#set(object);
      this.#lastGeneration = Math.max(this.#lastGeneration, object.generation);
    }
  }

  async #blobs(): Promise<string> {
    const folder = join(await this.#workFolder.path(), 'storage', 'blobs');
    await mkdir(folder, { recursive: true });
    return folder;
  }

  async #recordPath({ bucket, name }: StoredObject): Promise<string> {
    const file = createHash('sha256').update(`${bucket}\0${name}`).digest('hex');
    return join(await this.#workFolder.path(), 'storage', 'objects', `${file}.json`);
  }
}

function present<Value>(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}
