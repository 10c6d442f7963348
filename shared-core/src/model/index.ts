export { readClaims, levels } from './claims.ts';
export type { Claims, ModeratorClaims, ModeratorRole, Role, VisitorClaims } from './claims.ts';
export type {
  AuditRow,
  Ban,
  BrandAccess,
  BrandIssuer,
  BrandKey,
  ModeratorAccount,
  ModeratorAccountRow,
  RoomReader,
} from './calls/admin-calls.ts';
export type { CustomerCard, ReportDay, SearchHit } from './calls/archive-calls.ts';
export type { CallName, Calls } from './calls/calls.ts';
export type { FirebaseConfig } from './calls/firebase-config.ts';
export type { OwnConversation, OwnMessage } from './calls/own-data-calls.ts';
export { asSignedIn } from './calls/sign-in-calls.ts';
export type {
  EnrolledFactor,
  MailLanguage,
  ModeratorProof,
  ModeratorSession,
  ModeratorSignedIn,
  ModeratorStep,
  SecondFactor,
  SignInProvider,
} from './calls/sign-in-calls.ts';
export { availabilityOf } from './availability.ts';
export type { Availability, BrandCard } from './availability.ts';
export type { VisitorSignedIn, VisitorSignIn } from './calls/visitor-calls.ts';
export { CoreError, coreErrorCodes, isCoreError } from './errors.ts';
export type { CoreErrorCode } from './errors.ts';
export { areSlotsSound, weekdays } from './hours.ts';
export type { Hours, Slot, Weekday } from './hours.ts';
export { directTeamRoomId, newId } from './ids.ts';
export type {
  BrandId,
  MessageId,
  ModeratorId,
  RandomBytes,
  RoomId,
  SessionId,
  TeamRoomId,
  VisitorId,
} from './ids.ts';
export { readBrandLook } from './brand-look.ts';
export type { BrandLook } from './brand-look.ts';
export { lookLimits, plainLook } from './look-terms.ts';
export { fileProblem, kindOf, readFileTerms, sentFileKinds } from './file-terms.ts';
export type { FileKind, FileTerms } from './file-terms.ts';
export { jpegWithoutMetadata } from './jpeg-metadata.ts';
export { languages } from './languages.ts';
export type { Language } from './languages.ts';
export { attachmentTypes, isAttachmentType, limits } from './limits.ts';
export type { AttachmentType } from './limits.ts';
export { maskText, readMasks } from './masks.ts';
export { compareMessages, readMessage, readTeamMessage, roomEvents } from './message.ts';
export type {
  Attachment,
  EventMessage,
  FileMessage,
  Message,
  MessageAddress,
  MessageContent,
  RoomEvent,
  TeamMessage,
  TextMessage,
} from './message.ts';
export { linkify } from './linkify.ts';
export { isTriggerSound, readTriggers } from './triggers.ts';
export type { Trigger } from './triggers.ts';
export { readRoomTold } from './room-told.ts';
export type { RoomTelling, RoomTold, ToldEvent } from './room-told.ts';
export { openingAt } from './opening.ts';
export type { Opening } from './opening.ts';
export { readOwnWords, storedOwnWords } from './own-words.ts';
export type { OwnWords } from './own-words.ts';
export { attachmentPath, paths } from './paths.ts';
export { readBrandProfile, readModerator, readTeamRoom, readVisitor } from './people.ts';
export type { BrandProfile, Moderator, TeamRoom, Visitor } from './people.ts';
export { answerProblem, askedFields, chosenDepartment, fieldKinds, isEmail } from './pre-chat.ts';
export type { Answers, FieldKind, FormField, PreChat } from './pre-chat.ts';
export type { RichPart } from './rich-part.ts';
export { plainText, richText } from './rich-text.ts';
export { isOpen, readLiveMark, readQueuePlace, readRoom } from './room.ts';
export type { Assignee, LastMessage, LiveMark, QueuePlace, Room } from './room.ts';
export {
  SERVER_TIME,
  closeRoomUpdate,
  rateRoomUpdate,
  excerptOf,
  openRoomUpdate,
  openTeamRoomUpdate,
  readUpdate,
  releaseRoomUpdate,
  sendUpdate,
  takeRoomUpdate,
  teamMessageUpdate,
  typingUpdate,
} from './updates.ts';
export type { Sender, Update } from './updates.ts';
