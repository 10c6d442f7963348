export { CoreError } from './model/errors.ts';
