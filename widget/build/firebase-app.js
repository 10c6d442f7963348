// Stands for `@firebase/app`, `@firebase/component` and `@firebase/logger` in the widget, whose only service of the SDK
// is the database: an app is a name, its options and what the database asks for by name. See decision 13.

/** How to make a service. */
export class Component {
  constructor(name, make) {
    this.name = name;
    this.make = make;
  }
  setMultipleInstances() {
    return this;
  }
}

const offered = [];

export function _registerComponent(component) {
  offered.push(component);
}

export function initializeApp(options, name) {
  const app = { name, options };
  const made = new Map();
  const components = new Map([['app', new Component('app', () => app)]]);
  const container = {
    addOrOverwriteComponent: (component) => components.set(component.name, component),
    getProvider: (service) => ({
      getImmediate({ identifier } = {}) {
        const key = `${service} ${identifier}`;
        const component = components.get(service);
        if (component && !made.has(key))
          made.set(key, component.make(container, { instanceIdentifier: identifier }));
        return made.get(key);
      },
    }),
    made,
  };
  offered.forEach(container.addOrOverwriteComponent);
  app.container = container;
  return app;
}

export async function deleteApp({ container }) {
  for (const service of container.made.values()) await service._delete?.();
}

export const _getProvider = (app, service) => app.container.getProvider(service);
export const registerVersion = () => undefined;
export const SDK_VERSION = '';
