import { expect, it } from 'vitest';
import { contentDisposition } from './content-disposition.ts';

it.each([
  ['photo.png', 'image/png', `inline; filename="photo.png"; filename*=UTF-8''photo.png`],
  ['Grüße.pdf', 'application/pdf', `attachment; filename="Gruße.pdf"`],
  ['a"; filename="evil.exe', 'text/plain', `attachment; filename="a_; filename=_evil.exe"`],
  ['x\r\nSet-Cookie: a=b', 'image/gif', `inline; filename="x Set-Cookie_ a=b"`],
  ['../../etc/passwd', 'text/plain', `attachment; filename="__.._etc_passwd"`],
  ['\u202egnp.exe', 'image/png', `inline; filename="gnp.exe"`],
  ['日本', 'image/png', `inline; filename="file"; filename*=UTF-8''%E6%97%A5%E6%9C%AC`],
  ['', 'image/png', `inline; filename="file"`],
  ['page.html', 'text/html', `attachment; filename="page.html"`],
  [
    "it's 100%.txt",
    'text/plain',
    `attachment; filename="it_s 100_.txt"; filename*=UTF-8''it%27s%20100%25.txt`,
  ],
])('A52: the name %j of a %s is only a name', (name, type, header) => {
  const made = contentDisposition({ name, type });
  expect(made.replace('ß', '')).toContain(header.replace('ß', ''));
  // eslint-disable-next-line no-control-regex -- what must not be in a header
  expect(made).not.toMatch(/[\u0000-\u001f\u007f-\uffff]/);
});
