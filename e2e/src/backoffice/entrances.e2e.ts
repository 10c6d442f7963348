import type { Page } from '@playwright/test';
import { Desk } from '../desk-page.ts';
import { startOidcServer } from '../oidc-server.ts';
import { expect, test, type Foyer } from '../stack.ts';
import { totp } from '../totp.ts';

const MINUTE = 60_000;

/** Passkeys and what a provider sends back belong to a name, never to an address in figures. */
function deskAt(foyer: Foyer): string {
  return `http://localhost:${new URL(foyer.addresses.hosting).port}/desk/`;
}

async function givePassword(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function openAccount(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'My account' }).click();
  await expect(page.getByRole('heading', { name: 'My account' })).toBeVisible();
}

async function setUpApp(page: Page): Promise<string> {
  await page.getByRole('button', { name: /Authenticator app/ }).click();
  const secret = (await page.locator('fy-factor-setup code').textContent())?.trim() ?? '';
  await page.getByLabel('Code from your app').fill(totp(secret));
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  return secret;
}

/** As if everybody had signed in eleven minutes ago: what is dangerous asks again then. */
async function ageSignIns(foyer: Foyer): Promise<void> {
  const sessions = (await foyer.stored('server/moderator-sessions')) as Record<string, object>;
  const paths = Object.entries(sessions).flatMap(([who, list]) =>
    Object.keys(list).map((sid) => `server/moderator-sessions/${who}/${sid}/at`),
  );
  await foyer.store(Object.fromEntries(paths.map((path) => [path, Date.now() - 11 * MINUTE])));
}

/** Asks for new recovery codes, which is dangerous. */
async function askForNewCodes(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New codes' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'New codes' }).click();
  await expect(page.getByRole('heading', { name: 'Confirm that it is you' })).toBeVisible();
}

test('the company’s own sign-in leads into the desk, by a code that is bound to this browser, to the page wished for', async ({
  browser,
  foyer,
  page,
}) => {
  const { email } = await foyer.newOperator('Oda');
  const client = {
    ...{ id: 'foyer', secret: 'a secret of a test' },
    redirectUri: `${deskAt(foyer)}sign-in/callback`,
  };
  const oidc = await startOidcServer(client, { sub: 'subject-oda', email, name: 'Oda' });
  const company = { name: 'Company', issuer: oidc.issuer, clientId: client.id, clientSecret: client.secret };
  await foyer.store({ 'server/oidc-providers/company': company });
  try {
    await page.goto(`${deskAt(foyer)}account`);
    const asked = page.waitForRequest((request) => request.url().startsWith(`${oidc.issuer}/auth?`));
    await page.getByRole('button', { name: 'Sign in with Company' }).click();
    const wanted = new URL((await asked).url()).searchParams;
    expect(wanted.get('response_type')).toBe('code');
    expect(wanted.get('code_challenge_method')).toBe('S256');
    const came = page.waitForRequest((request) => request.url().startsWith(client.redirectUri));
    await page.getByRole('button', { name: 'Continue as Oda' }).click();
    const callback = (await came).url();
    await expect(page.getByRole('heading', { name: 'My account' })).toBeVisible();
    expect(page.url()).not.toContain('code=');

    // The same address in another browser: neither its state nor its code is anything there.
    const stranger = await browser.newPage();
    await stranger.goto(callback);
    await expect(stranger.getByText('The sign-in there did not come to an end. Try again.')).toBeVisible();
    await stranger.close();
  } finally {
    await foyer.store({ 'server/oidc-providers/company': null });
    await oidc.close();
  }
});

test('who must have a second step sets it up at the first sign-in, and sees nothing before', async ({
  browser,
  foyer,
  page,
}) => {
  await foyer.asAdmin('saveSecurityPolicy', { secondFactor: { operator: true, admin: false } });
  try {
    const { email, password } = await foyer.newOperator('Enno');
    await page.goto(deskAt(foyer));
    await givePassword(page, email, password);
    await expect(page.getByRole('heading', { name: 'Set up a second step' })).toBeVisible();
    await page.goto(`${deskAt(foyer)}inbox`);
    await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
    await givePassword(page, email, password);
    const secret = await setUpApp(page);
    await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
    await openAccount(page);
    await expect(page.getByText('Your team asks for a second step.')).toBeVisible();

    const elsewhere = await browser.newPage();
    await elsewhere.goto(deskAt(foyer));
    await givePassword(elsewhere, email, password);
    await elsewhere.getByLabel('Code from your app').fill(totp(secret, 1));
    await elsewhere.getByRole('button', { name: 'Confirm' }).click();
    await expect(elsewhere.getByRole('heading', { name: 'Inbox' })).toBeVisible();
    await elsewhere.close();
  } finally {
    await foyer.asAdmin('saveSecurityPolicy', { secondFactor: { operator: false, admin: false } });
  }
});

test('what is dangerous asks for a code when the sign-in is long ago, and goes on by itself', async ({
  foyer,
  operator,
}) => {
  const { email, password } = await foyer.newOperator('Rolf');
  const { page } = await operator(email, {}, password);
  await openAccount(page);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const secret = await setUpApp(page);
  await ageSignIns(foyer);
  await askForNewCodes(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Code from your app').fill('000000');
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog.getByText('This code is not right.')).toBeVisible();
  await expect(page.locator('fy-recovery-codes')).toHaveCount(0);
  await dialog.getByLabel('Code from your app').fill(totp(secret, 1));
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.locator('fy-recovery-codes code')).toHaveCount(10);
});

test('what is dangerous asks for the passkey when the sign-in is long ago; closing the question does nothing', async ({
  foyer,
  page,
}) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  const { email, password } = await foyer.newOperator('Pola');
  await page.goto(deskAt(foyer));
  await new Desk(page).signIn(email, password);
  await openAccount(page);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: /Passkey/ }).click();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await ageSignIns(foyer);
  await askForNewCodes(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('10 left')).toBeVisible();
  await askForNewCodes(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.locator('fy-recovery-codes code')).toHaveCount(10);
});
