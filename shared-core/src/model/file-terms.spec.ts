import { describe, expect, it } from 'vitest';
import { anyFiles, fileProblem, readFileTerms } from './file-terms.ts';
import { limits } from './limits.ts';

describe('what a brand lets visitors attach', () => {
  it.each([null, '', 'nonsense', '[]', '7', '{"kinds":"image","bytes":"1","count":-1}'])(
    'is everything where it says nothing that can be read: %j',
    (text) => {
      expect(readFileTerms(text)).toEqual(anyFiles);
    },
  );

  it('is never more than there is', () => {
    expect(readFileTerms('{"kinds":["exe","pdf"],"bytes":1e12,"count":1e12}')).toEqual({
      kinds: ['pdf'],
      bytes: limits.fileBytes,
      count: limits.roomFiles,
    });
    expect(readFileTerms('{"kinds":[],"bytes":0,"count":0}')).toEqual({ kinds: [], bytes: 0, count: 0 });
  });

  const terms = { kinds: ['image', 'text'], bytes: 1000, count: 2 } as const;
  it.each([
    ['a picture', { type: 'image/png', size: 1000 }, 1, null],
    ['a PDF', { type: 'application/pdf', size: 1 }, 0, 'file-type'],
    ['a script', { type: 'text/html', size: 1 }, 0, 'file-type'],
    ['a byte too much', { type: 'text/plain', size: 1001 }, 0, 'file-too-large'],
    ['one too many', { type: 'text/plain', size: 1 }, 2, 'too-many-files'],
  ] as const)('%s', (_what, file, sent, problem) => {
    expect(fileProblem(terms, file, sent)).toBe(problem);
  });
});
