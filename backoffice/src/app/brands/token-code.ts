/** Languages that a website's server may be written in. */
export const serverLanguages = ['Node', 'PHP', 'Python'] as const;
export type ServerLanguage = (typeof serverLanguages)[number];

/** Code for a website's server that signs a token for the visitor who is signed in there. */
export const tokenCode: Readonly<Record<ServerLanguage, string>> = {
  Node: `import { SignJWT } from 'jose';

const token = await new SignJWT({ name: user.name })
  .setProtectedHeader({ alg: 'HS256', kid: process.env.FOYER_KID })
  .setSubject(String(user.id))
  .setJti(crypto.randomUUID())
  .setIssuedAt()
  .setExpirationTime('5m')
  .sign(new TextEncoder().encode(process.env.FOYER_SECRET));`,

  PHP: `function part(string $text): string {
  return rtrim(strtr(base64_encode($text), '+/', '-_'), '=');
}

$head = ['alg' => 'HS256', 'typ' => 'JWT', 'kid' => getenv('FOYER_KID')];
$claims = [
  'sub' => (string) $user->id,
  'name' => $user->name,
  'jti' => bin2hex(random_bytes(16)),
  'iat' => time(),
  'exp' => time() + 300,
];
$signed = part(json_encode($head)) . '.' . part(json_encode($claims));
$token = $signed . '.' . part(hash_hmac('sha256', $signed, getenv('FOYER_SECRET'), true));`,

  Python: `import os, time, uuid
import jwt  # PyJWT

now = int(time.time())
token = jwt.encode(
    {"sub": str(user.id), "name": user.name, "jti": str(uuid.uuid4()), "iat": now, "exp": now + 300},
    os.environ["FOYER_SECRET"],
    algorithm="HS256",
    headers={"kid": os.environ["FOYER_KID"]},
)`,
};

/** Code for the website's pages: the token is fetched when it is needed, and again before it runs out. */
export const pageCode = `Foyer('identify', { userId: '42' }, {
  getToken: () => fetch('/foyer-token').then((answer) => answer.text()),
});`;
