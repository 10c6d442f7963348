import { createServer } from 'node:net';

/** The services in the order of their ports: hosting on N, the others on N+1 … N+4. */
const services = ['hosting', 'database', 'auth', 'storage', 'functions'] as const;

export type Ports = Record<(typeof services)[number], number>;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function portsFrom(base: number): Ports {
  return Object.fromEntries(services.map((service, index) => [service, base + index])) as Ports;
}

/** The service that would meet a taken port, with the port; null when all are free. */
async function takenPort(base: number): Promise<{ service: string; port: number } | null> {
  for (const [service, port] of Object.entries(portsFrom(base))) {
    if (!(await isFree(port))) return { service, port };
  }
  return null;
}

/** The ports from `wanted` on, or the next five in a row that are free. */
export async function freePorts(wanted: number): Promise<Ports> {
  for (let base = wanted; base <= 65_531; base += services.length) {
    if ((await takenPort(base)) === null) return portsFrom(base);
  }
  throw new Error(`No five free ports in a row from ${wanted} on.`);
}

/** The ports from `base` on, wanted as they are. Throws an `Error` that names the taken one. */
export async function exactPorts(base: number): Promise<Ports> {
  const taken = await takenPort(base);
  if (taken)
    throw new Error(`Port ${taken.port} (${taken.service}) is taken. Free it, or choose others with --port.`);
  return portsFrom(base);
}
