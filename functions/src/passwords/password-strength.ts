import { FunctionError } from '../errors/function-error.ts';

const SHORTEST_PASSWORD = 8;
const FEWEST_DIFFERENT = 5;

/** What guessers try first and is long enough to be taken otherwise. */
const COMMON = [
  ...['password', 'passwort', 'qwertyui', 'qwertzui', 'iloveyou', 'sunshine', 'princess', 'football'],
  ...['baseball', 'superman', 'trustno1', 'letmein', 'welcome', 'changeme', 'starwars', 'whatever'],
  ...[
    '12345678',
    '87654321',
    'abcdefgh',
    '1q2w3e4r',
    'admin',
    'foyer',
    'hallo',
    'schatz',
    'qwerty',
    'abc123',
  ],
];

/**
 * Demands a password that is not among the first guesses: length, some variety, not a well-known word or the own address
 * with digits behind. No rules about kinds of letters (NIST SP 800-63B). Throws 'weak-password'.
 */
export function assertStrongPassword(password: string, email: string): void {
  const bare = password.toLowerCase().replace(/[^\p{L}]+$/u, '');
  const [name = ''] = email.toLowerCase().split('@');
  const isWeak =
    password.length < SHORTEST_PASSWORD ||
    new Set(password).size < FEWEST_DIFFERENT ||
    COMMON.includes(bare) ||
    COMMON.includes(password.toLowerCase()) ||
    bare === name ||
    password.toLowerCase() === email.toLowerCase();
  if (isWeak) throw new FunctionError('weak-password', undefined, { field: 'password' });
}
