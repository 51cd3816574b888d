import { createHash, generateKeyPairSync, type JsonWebKey, randomBytes, sign } from "node:crypto";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { isoCBOR } from "@simplewebauthn/server/helpers";

/** What an authenticator may get wrong. */
type Wrong = { origin?: string; host?: string; counter?: number; isVerified?: boolean };

const ORIGIN = "http://localhost:3000";
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest();
const bytes = (base64url: string | undefined) => new Uint8Array(Buffer.from(base64url ?? "", "base64url"));

/** A passkey in software (WebAuthn level 3, ES256): answers challenges as a browser passes them on. */
export function softwarePasskey() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(32);
  const jwk: JsonWebKey = publicKey.export({ format: "jwk" });
  // COSE: key type EC2, algorithm ES256, curve P-256, and the two coordinates.
  const coseKey = isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(jwk.x)],
      [-3, bytes(jwk.y)],
    ]),
  );
  const common = { id: id.toString("base64url"), rawId: id.toString("base64url"), type: "public-key", clientExtensionResults: {} } as const;
  const clientData = (type: string, challenge: string, { origin = ORIGIN }: Wrong) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authenticatorData = (
    flags: number,
    { host = "localhost", counter = 0, isVerified = true }: Wrong,
    credential = Buffer.alloc(0),
  ) => {
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(counter);
    return Buffer.concat([sha256(host), Buffer.from([flags | USER_PRESENT | (isVerified ? USER_VERIFIED : 0)]), counted, credential]);
  };
  return {
    register({ challenge }: { challenge: string }, wrong: Wrong = {}): RegistrationResponseJSON {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, coseKey]);
      const attestation = new Map<string, string | Map<string, string> | Uint8Array>([
        ["fmt", "none"],
        ["attStmt", new Map<string, string>()],
        ["authData", new Uint8Array(authenticatorData(HAS_CREDENTIAL, wrong, credential))],
      ]);
      return {
        ...common,
        response: {
          clientDataJSON: clientData("webauthn.create", challenge, wrong).toString("base64url"),
          attestationObject: Buffer.from(isoCBOR.encode(attestation)).toString("base64url"),
          transports: ["internal"],
        },
      };
    },
    answer({ challenge }: { challenge: string }, wrong: Wrong = {}): AuthenticationResponseJSON {
      const client = clientData("webauthn.get", challenge, wrong);
      const data = authenticatorData(0, wrong);
      return {
        ...common,
        response: {
          clientDataJSON: client.toString("base64url"),
          authenticatorData: data.toString("base64url"),
          signature: sign("sha256", Buffer.concat([data, sha256(client)]), privateKey).toString("base64url"),
        },
      };
    },
  };
}
