import { deleteApp, initializeApp } from 'firebase/app';
import {
  connectAuthEmulator,
  initializeAuth,
  inMemoryPersistence,
  signInWithCustomToken,
} from 'firebase/auth';
import { connectDatabaseEmulator, getDatabase, ref, set, update } from 'firebase/database';
import { connectFunctionsEmulator, getFunctions, httpsCallable } from 'firebase/functions';
import {
  connectStorageEmulator,
  getMetadata,
  getStorage,
  ref as fileRef,
  uploadBytes,
} from 'firebase/storage';
import { randomBytes } from 'node:crypto';
import type { LocalFirebase } from '@foyer/local-firebase';
import {
  attachmentPath,
  newId,
  openRoomUpdate,
  sendUpdate,
  takeRoomUpdate,
  closeRoomUpdate,
  limits,
  type CallName,
  type Calls,
  type MessageContent,
  type Sender,
  type Update,
} from '@foyer/shared-core/model';

/** Somebody's device with the official SDK on it. */
export interface Client {
  /** Calls a function as whoever is signed in; rejects with the SDK's error (`code`, `details`). */
  call<Name extends CallName>(name: Name, data: Calls[Name]['request']): Promise<Calls[Name]['response']>;
  signIn(token: string): Promise<void>;
  /** Claims of the ID token. */
  claims(): Promise<Readonly<Record<string, unknown>>>;
  idToken(): Promise<string>;
  uid(): string | undefined;
  write(path: string, value: unknown): Promise<void>;
  update(values: Update): Promise<void>;
  /** Opens a room as the signed-in visitor; resolves with its id and that of its first message. */
  openRoom(text: string, room?: string): Promise<{ readonly room: string; readonly message: string }>;
  send(
    to: { readonly brand: string; readonly room: string },
    content: MessageContent | string,
  ): Promise<string>;
  take(to: { readonly brand: string; readonly room: string }, name: string): Promise<void>;
  closeRoom(to: { readonly brand: string; readonly room: string }): Promise<void>;
  /** Uploads an attachment and sends its message. */
  sendFile(
    to: { readonly brand: string; readonly room: string },
    file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array },
  ): Promise<{ readonly message: string; readonly path: string }>;
  upload(path: string, type: string, bytes: Uint8Array): Promise<void>;
  metadata(path: string): Promise<unknown>;
  close(): Promise<void>;
}

let clients = 0;

/** Two messages of one sender have to lie a little further apart than the rules demand. */
const PACE_MS = limits.messageIntervalMs + 10;
const mayWriteAt = new Map<string, number>();

/** Opens the official SDK on a stack; nobody is signed in. */
export function createClient(firebase: LocalFirebase): Client {
  const app = initializeApp({ ...firebase.firebaseConfig }, `client-${(clients += 1)}`);
  const auth = initializeAuth(app, { persistence: inMemoryPersistence });
  connectAuthEmulator(auth, firebase.urls.auth, { disableWarnings: true });
  const database = getDatabase(app);
  connectDatabaseEmulator(database, '127.0.0.1', portOf(firebase.urls.database));
  const functions = getFunctions(app, 'europe-west1');
  connectFunctionsEmulator(functions, '127.0.0.1', portOf(firebase.urls.functions));
  const storage = getStorage(app);
  connectStorageEmulator(storage, '127.0.0.1', portOf(firebase.urls.storage));
  let name: string | undefined;

  /** Writes a message when its sender may, on whatever device the one before was written. */
  async function writeMessage(values: Update): Promise<void> {
    const { id } = await claims();
    const who = `${firebase.urls.database} ${String(id)}`;
    const wait = (mayWriteAt.get(who) ?? 0) - Date.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
    await client.update(values);
    mayWriteAt.set(who, Date.now() + PACE_MS);
  }

  async function claims(): Promise<Readonly<Record<string, unknown>>> {
    const result = await auth.currentUser?.getIdTokenResult();
    return result?.claims ?? {};
  }
  async function sender(): Promise<Sender> {
    const { id, role } = await claims();
    return { id: String(id), role: role as Sender['role'], ...(name === undefined ? {} : { name }) };
  }
  const client: Client = {
    async call(called, data) {
      const { data: answer } = await httpsCallable(functions, called)(data);
      return answer as never;
    },
    async signIn(token) {
      await signInWithCustomToken(auth, token);
    },
    claims,
    idToken: async () => (await auth.currentUser?.getIdToken()) ?? '',
    uid: () => auth.currentUser?.uid,
    write: (path, value) => set(ref(database, path), value),
    update: (values) => update(ref(database), { ...values }),
    async openRoom(text, room = randomId()) {
      const { id, brand } = await claims();
      const message = randomId();
      const to = { brand: String(brand), room };
      await writeMessage(openRoomUpdate(to, message, { id: String(id) }, { kind: 'text', text }));
      return { room, message };
    },
    async send(to, content) {
      const message = randomId();
      const said = typeof content === 'string' ? ({ kind: 'text', text: content } as const) : content;
      await writeMessage(sendUpdate(to, message, await sender(), said));
      return message;
    },
    async take(to, called) {
      name = called;
      const { id, role } = await claims();
      await writeMessage(
        takeRoomUpdate(to, randomId(), { id: String(id), name: called }, role as Sender['role']),
      );
    },
    async closeRoom(to) {
      await writeMessage(closeRoomUpdate(to, randomId(), await sender()));
    },
    async sendFile(to, { name: fileName, type, bytes }) {
      const message = randomId();
      const from = await sender();
      const path = attachmentPath({ ...to, by: from.id, message });
      await client.upload(path, type, bytes);
      const file = { path, name: fileName, type, size: bytes.length };
      await writeMessage(sendUpdate(to, message, from, { kind: 'file', file }));
      return { message, path };
    },
    async upload(path, type, bytes) {
      await uploadBytes(fileRef(storage, path), bytes, { contentType: type });
    },
    metadata: (path) => getMetadata(fileRef(storage, path)),
    close: () => deleteApp(app),
  };
  return client;
}

function randomId(): string {
  return newId((count) => randomBytes(count));
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
