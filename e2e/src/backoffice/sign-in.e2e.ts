import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Desk } from '../desk-page.ts';
import { expect, test, type Foyer } from '../stack.ts';
import { totp } from '../totp.ts';

/** Passkeys belong to a name, never to an address in figures. */
function deskAt(foyer: Foyer): string {
  return `http://localhost:${new URL(foyer.addresses.hosting).port}/desk/`;
}

async function openAccount(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'My account' }).click();
  await expect(page.getByRole('heading', { name: 'My account' })).toBeVisible();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.goto(new URL('sign-in', new URL('/desk/', page.url())).href);
  await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
}

/** Fills in the password and stops there. */
async function givePassword(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('an authenticator app is set up, asked for at the next sign-in, and a recovery code stands in for it once', async ({
  foyer,
  operator,
}) => {
  const { email, password } = await foyer.newOperator('Tola');
  const { page } = await operator(email, {}, password);
  await openAccount(page);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: /Authenticator app/ }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  const secret = (await page.locator('fy-factor-setup code').textContent())?.trim() ?? '';
  await page.getByLabel('Code from your app').fill('000000');
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByText('This code is not right.')).toBeVisible();
  await page.getByLabel('Code from your app').fill(totp(secret));
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.locator('fy-recovery-codes code')).toHaveCount(10);
  const codes = await page.locator('fy-recovery-codes code').allTextContents();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 left')).toBeVisible();

  await signOut(page);
  await givePassword(page, email, password);
  // Each step counts once, so the app's next code.
  await page.getByLabel('Code from your app').fill(totp(secret, 1));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();

  await signOut(page);
  await givePassword(page, email, password);
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code').fill(codes[0] ?? '');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
  await openAccount(page);
  await expect(page.getByText('9 left')).toBeVisible();
});

test('a passkey of this device is made, and is then all that the sign-in needs', async ({ foyer, page }) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(deskAt(foyer));
  const { email, password } = await foyer.newOperator('Pia');
  await new Desk(page).signIn(email, password);
  await openAccount(page);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: /Passkey/ }).click();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByRole('button', { name: 'Remove Passkey' })).toBeVisible();

  await signOut(page);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
});

test('a forgotten password is reset by the link in a mail, which says the same for an unknown address', async ({
  foyer,
  page,
}) => {
  const { email } = await foyer.newOperator('Rhea');
  await page.goto(deskAt(foyer));
  for (const address of ['nobody@demo.test', email]) {
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('E-mail').fill(address);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await expect(page.getByText('If this address has an account')).toBeVisible();
    await page.getByRole('link', { name: 'Back to sign-in' }).click();
  }
  const mails = (): readonly { to: string; text: string }[] =>
    readdirSync(foyer.outbox)
      .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
      .map(
        (name) => JSON.parse(readFileSync(join(foyer.outbox, name), 'utf8')) as { to: string; text: string },
      );
  const link = (): string | undefined =>
    mails()
      .find(({ to }) => to === email)
      ?.text.match(/http\S+password#code=\S+/)?.[0];
  await expect.poll(link).toBeDefined();
  expect(mails().filter(({ to }) => to === 'nobody@demo.test')).toEqual([]);

  await page.goto(link() ?? '');
  await page.getByLabel('New password').fill('a longer way in');
  expect(page.url()).not.toContain('code=');
  await page.getByRole('button', { name: 'Save password' }).click();
  await page.getByRole('link', { name: 'Back to sign-in' }).click();
  await givePassword(page, email, 'a longer way in');
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();

  await page.goto(link() ?? '');
  await page.getByLabel('New password').fill('yet another way in');
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(page.getByText('no longer valid')).toBeVisible();
});
