import type { Look } from './show-states.d.mts';

export declare const looks: readonly Look[];
