export type { ConnectionState } from './connection-state.ts';
export type { ChatMessage, Delivery } from './conversation/chat-message.ts';
export { createDesk } from './desk/create-desk.ts';
export type { Conversation } from './desk/conversation.ts';
export type { Colleague, Desk, DeskOptions, Me, ProfileChange, RoomRow } from './desk/desk.ts';
export type { DeskSignIn, Enrolment, SignedOutCall } from './desk/desk-sign-in.ts';
export type { TeamChatMessage, TeamConversation } from './desk/team-conversation.ts';
export { always, derive, follow } from './derive.ts';
export { createDeskPorts } from './firebase/desk-ports.ts';
export { createVisitorPorts } from './firebase/visitor-ports.ts';
export { CoreError, coreErrorCodes, isCoreError } from './model/errors.ts';
export type { CoreErrorCode } from './model/errors.ts';
export type {
  HttpRequest,
  HttpResponse,
  HttpUpload,
  KeyValueStorage,
  Platform,
  UploadFile,
} from './platform.ts';
export type {
  AuthPort,
  CallPort,
  ConnectOptions,
  Connection,
  DatabasePort,
  DataQuery,
  DeskPorts,
  Ports,
  RunningUpload,
  UploadPort,
  VisitorPorts,
} from './ports.ts';
export { createStore } from './store.ts';
export type { Activate, Readable, Writable } from './store.ts';
export { createVisitorChat } from './visitor/create-visitor-chat.ts';
export type { OwnConversation } from './visitor/own-conversations.ts';
export type { OwnDataProgress } from './visitor/own-data.ts';
export type { VisitorChat, VisitorChatOptions } from './visitor/visitor-chat.ts';
export type { IdentityState, VisitorIdentity } from './visitor/visitor-identity.ts';
export { createWebPlatform } from './web-platform.ts';
export type { WebHost, WebRequest, WebStorage } from './web-platform.ts';
