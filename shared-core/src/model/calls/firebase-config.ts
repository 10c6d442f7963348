/** What a client needs to reach the project; the widget's file holds no address of its own. */
export interface FirebaseConfig {
  readonly apiKey: string;
  readonly appId: string;
  readonly projectId: string;
  readonly databaseURL: string;
  readonly storageBucket: string;
  /** Region of the functions. */
  readonly region: string;
  /** Present only on a local Firebase: hosts (`127.0.0.1:9099`) that stand in for Google's. */
  readonly emulators?: {
    readonly auth: string;
    readonly database: string;
    readonly storage: string;
    readonly functions: string;
  };
}
