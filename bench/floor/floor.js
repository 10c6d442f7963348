// The smallest thing that could be called a Firebase chat: SDK app and database, sign-in by the two documented REST
// endpoints behind the SDK's own interface, the brand's name, the messages of the newest room, a field that sends. The
// widget is compared with it, so it does nothing more: no outbox, no presence, no bans, no look.
import { _registerComponent, deleteApp, initializeApp } from 'firebase/app';
import {
  connectDatabaseEmulator,
  forceWebSockets,
  getDatabase,
  limitToLast,
  onValue,
  orderByChild,
  query,
  ref,
  update,
} from 'firebase/database';
import { Component } from '@firebase/component';
import { h, render } from 'preact';

const Chat = ({ name, messages, send }) =>
  h(
    'div',
    null,
    h('h2', null, name),
    h(
      'ul',
      null,
      messages.map(({ text }) => h('li', null, text)),
    ),
    h('textarea', { id: 'usable', onChange: (event) => send(event.target.value) }),
  );

const { origin, brand } = document.currentScript.dataset;

async function post(url, body) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

async function open() {
  const { result } = await post(`${origin}/api/loginExternal`, { data: { brandId: brand } });
  const config = result.firebaseConfig;
  const { idToken } = await post(
    `http://${config.emulators.auth}/identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken?key=${config.apiKey}`,
    { token: result.token, returnSecureToken: true },
  );
  const auth = {
    getToken: () => Promise.resolve({ accessToken: idToken }),
    getUid: () => null,
    addAuthTokenListener: (listener) => listener(idToken),
    removeAuthTokenListener: () => {},
  };
  _registerComponent(new Component('auth-internal', () => auth, 'PRIVATE'));
  forceWebSockets();
  const app = initializeApp(config, 'floor');
  const database = getDatabase(app, config.databaseURL);
  const [host, port] = config.emulators.database.split(':');
  connectDatabaseEmulator(database, host, Number(port));
  const slot = document.body.appendChild(document.createElement('div'));
  const state = { name: '', room: '', messages: [], isKnown: false };
  const show = (change) => {
    Object.assign(state, change);
    if (state.isKnown && state.name) render(h(Chat, { ...state, send }), slot);
  };
  const send = (text) => {
    const id = String(Date.now());
    const at = { '.sv': 'timestamp' };
    const message = { by: result.id, role: 'client', kind: 'text', text, at };
    const room = `rooms/${brand}/${state.room}`;
    return update(ref(database), {
      [`room-messages/${brand}/${state.room}/${id}`]: message,
      [`${room}/lastMessage`]: { id, ...message },
      [`${room}/openAt`]: at,
    });
  };
  onValue(ref(database, `brands/${brand}/profile`), (snapshot) => show({ name: snapshot.val().name }));
  const rooms = ref(database, `user-rooms/${brand}/${result.id}`);
  onValue(query(rooms, orderByChild('createdAt'), limitToLast(1)), (snapshot) => {
    const [room] = Object.keys(snapshot.val() ?? {});
    show({ room, isKnown: room === undefined });
    if (room === undefined) return;
    const messages = ref(database, `room-messages/${brand}/${room}`);
    onValue(query(messages, orderByChild('at'), limitToLast(50)), (list) =>
      show({ messages: Object.values(list.val() ?? {}), isKnown: true }),
    );
  });
  window.floorClose = () => deleteApp(app);
}

const button = document.body.appendChild(document.createElement('button'));
button.id = 'launcher';
button.textContent = 'Chat';
button.addEventListener('click', () => void open());
