// The smallest thing that could be called a Firebase chat: SDK app and database, sign-in by the two documented REST
// endpoints behind the SDK's own interface, one list, one field. The widget is compared with it, so it does nothing more.
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
} from 'firebase/database';
import { Component } from '@firebase/component';
import { h, render } from 'preact';

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
  const rooms = ref(database, `user-rooms/${brand}/${result.id}`);
  onValue(query(rooms, orderByChild('createdAt'), limitToLast(50)), (snapshot) => {
    const slot = document.body.appendChild(document.createElement('div'));
    const rows = Object.keys(snapshot.val() ?? {});
    render(
      h(
        'div',
        null,
        h(
          'ul',
          null,
          rows.map((row) => h('li', null, row)),
        ),
        h('textarea', { id: 'usable' }),
      ),
      slot,
    );
  });
  window.floorClose = () => deleteApp(app);
}

const button = document.body.appendChild(document.createElement('button'));
button.id = 'launcher';
button.textContent = 'Chat';
button.addEventListener('click', () => void open());
