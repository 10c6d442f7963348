import type { MysqlConnection } from './mysql-engine.ts';

export interface CloudSqlOptions {
  /** `project:region:instance` */
  readonly instance: string;
  readonly database: string;
  readonly user: string;
  readonly password: string | null;
  readonly isPrivate: boolean;
}

/** Reaches a Cloud SQL instance through Google's connector, which is loaded only here. */
export async function connectToCloudSql(options: CloudSqlOptions): Promise<MysqlConnection> {
  const { AuthTypes, Connector, IpAddressTypes } = await import('@google-cloud/cloud-sql-connector');
  const connector = new Connector();
  const { instance, database, user, password, isPrivate } = options;
  const { stream } = await connector.getOptions({
    instanceConnectionName: instance,
    ipType: isPrivate ? IpAddressTypes.PRIVATE : IpAddressTypes.PUBLIC,
    authType: password === null ? AuthTypes.IAM : AuthTypes.PASSWORD,
  });
  return {
    options: { stream, database, user, ...(password === null ? {} : { password }) },
    close: () => {
      connector.close();
    },
  };
}
