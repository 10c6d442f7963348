import { createServer, type AddressInfo, type Socket } from 'node:net';

/** What a mail server was given. */
interface Delivery {
  readonly from: string;
  readonly to: readonly string[];
  readonly data: string;
}

/** As much of a mail server (RFC 5321) as takes mails, on a free port. */
export interface SmtpServer {
  readonly address: string;
  readonly deliveries: readonly Delivery[];
  /** While it is set, every mail is refused for now. */
  isBusy: boolean;
  close(): Promise<void>;
}

export async function startSmtpServer(): Promise<SmtpServer> {
  const deliveries: Delivery[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => undefined));
    serve(socket, deliveries, () => smtp.isBusy);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const smtp: SmtpServer = {
    address: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deliveries,
    isBusy: false,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return smtp;
}

function serve(socket: Socket, deliveries: Delivery[], isBusy: () => boolean): void {
  let from = '';
  let to: string[] = [];
  let data: string[] | null = null;
  let rest = '';
  socket.write('220 test\r\n');
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) socket.write(answer(line));
  });

  function answer(line: string): string {
    if (data !== null) {
      if (line !== '.') {
        data.push(line);
        return '';
      }
      deliveries.push({ from, to, data: data.join('\n') });
      [data, to] = [null, []];
      return '250 taken\r\n';
    }
    const [, address = ''] = /<(.*)>/.exec(line) ?? [];
    if (/^MAIL/i.test(line)) {
      from = address;
      return isBusy() ? '451 later\r\n' : '250 ok\r\n';
    }
    if (/^RCPT/i.test(line)) to.push(address);
    if (/^DATA/i.test(line)) {
      data = [];
      return '354 go on\r\n';
    }
    return '250 ok\r\n';
  }
}
