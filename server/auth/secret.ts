import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 bits that nobody can guess, as 43 letters, digits, `_` and `-`. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a secret. It needs no salt and no slowness: there is nothing to try through in 256 random bits. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

export function isSecret(secret: string, hash: string): boolean {
  const [own, kept] = [Buffer.from(hashOf(secret)), Buffer.from(hash)];
  return own.length === kept.length && timingSafeEqual(own, kept);
}
