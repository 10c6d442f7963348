import { writeRules } from './generate.ts';

await writeRules(new URL('../../', import.meta.url));
