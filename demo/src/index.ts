export { createApi } from './api.ts';
export type { Addresses, Api, SignedIn } from './api.ts';
export { demoAdmin, demoBrands, demoOperators, demoPassword, seedPeople } from './seed-people.ts';
export { demoConversations, seedConversations } from './seed-conversations.ts';
export { createShiftedClock } from './shifted-clock.ts';
export type { ShiftedClock } from './shifted-clock.ts';
export { startShopSystem } from './shop-system.ts';
export { projectId, startStack } from './stack.ts';
export type { Stack, StackOptions } from './stack.ts';
