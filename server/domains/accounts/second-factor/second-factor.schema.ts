import { z } from "zod"
import { idField, timeField } from "../../../platform/api/index.ts"
import { factorMethods } from "./begin-second-factor.ts"
import type { PasskeyAnswer } from "./check-passkey.ts"

/** Base64url, as WebAuthn writes bytes in JSON. */
const bytes = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[\w-]+$/, "This is not base64url.")
const transports = z.array(z.string().max(30)).max(10)

/** What `navigator.credentials.get()` gave, as its `toJSON()` writes it. */
export const passkeyAnswerSchema = z
  .object({
    id: bytes(1400),
    response: z.object({
      clientDataJSON: bytes(8000),
      authenticatorData: bytes(8000),
      signature: bytes(8000),
      userHandle: bytes(100).nullish(),
    }),
  })
  .meta({ id: "PasskeyAnswer", description: "AuthenticationResponseJSON of WebAuthn; other members are ignored" })

export function answerOf({ id, response }: z.output<typeof passkeyAnswerSchema>): PasskeyAnswer {
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  return { id, clientDataJSON, authenticatorData, signature, userHandle: userHandle ?? undefined }
}

const requestOptionsSchema = z
  .object({
    challenge: z.string(),
    timeout: z.number().optional(),
    rpId: z.string().optional(),
    allowCredentials: z
      .array(z.object({ id: z.string(), type: z.string(), transports: transports.optional() }))
      .optional(),
    userVerification: z.enum(["required", "preferred", "discouraged"]).optional(),
  })
  .meta({ id: "PasskeyRequestOptions", description: "PublicKeyCredentialRequestOptionsJSON of WebAuthn" })

export const secondFactorNeededSchema = z
  .object({
    ticket: z.string().describe("send it back with the second factor; opens nothing by itself"),
    expiresAt: timeField,
    methods: z.array(z.enum(factorMethods)).describe("empty when all are lost: an administrator can switch them off"),
    passkeyOptions: requestOptionsSchema.nullable(),
  })
  .meta({ id: "SecondFactorNeeded" })

export const secondFactorSchema = z
  .object({
    ticket: z.string().max(200),
    code: z.string().max(60).optional().describe("six digits of the app, or a recovery code"),
    passkey: passkeyAnswerSchema.optional(),
  })
  .refine(({ code, passkey }) => (code === undefined) !== (passkey === undefined), {
    message: "Send either a code or a passkey.",
    path: ["code"],
  })

export const passkeyQuestionSchema = z.object({ options: requestOptionsSchema, expiresAt: timeField })

export const passkeySignInSchema = z.object({
  passkey: passkeyAnswerSchema,
  rememberMe: z.boolean().default(false),
  restoresAccount: z.boolean().default(false).describe("bring back an account that was closed"),
})

export const factorsSchema = z
  .object({
    app: z
      .object({
        addedAt: timeField,
        lastUsedAt: timeField.nullable(),
        isReadable: z.boolean().describe("false: this server has lost the secret its key was encrypted with"),
      })
      .nullable(),
    passkeys: z.array(
      z.object({
        id: idField,
        name: z.string(),
        isSynced: z.boolean().describe("a password manager keeps it on several devices"),
        createdAt: timeField,
        lastUsedAt: timeField.nullable(),
      }),
    ),
    recoveryCodes: z.object({ left: z.number().int(), madeAt: timeField }).nullable(),
    passkeyOrigin: z.string().nullable().describe("the only place passkeys of this server work at; null: none"),
  })
  .meta({ id: "SecondFactors" })

export const appKeySchema = z.object({
  key: z.string().describe("base 32, to be typed"),
  address: z.string().describe("otpauth: address, to be shown as a QR code"),
})

export const appCodeSchema = z.object({ code: z.string().max(60) })

const codes = z.array(z.string()).describe("shown this once")
export const recoveryCodesSchema = z.object({ recoveryCodes: codes })
export const firstCodesSchema = z.object({
  recoveryCodes: codes.nullable().describe("shown this once, with the first factor; null for later ones"),
})

const nameField = z
  .string()
  .trim()
  .min(1, "Give it a name, such as the device it is on.")
  .max(100, "Use at most 100 characters.")

export const newPasskeySchema = z.object({
  ticket: z.string().max(1000),
  name: nameField,
  credential: z
    .object({
      id: bytes(1400),
      response: z.object({
        clientDataJSON: bytes(8000),
        attestationObject: bytes(40_000),
        transports: transports.nullish(),
      }),
    })
    .describe("RegistrationResponseJSON of WebAuthn; other members are ignored"),
})

export const madePasskeySchema = firstCodesSchema.extend({ id: idField })
export const passkeyNameSchema = z.object({ name: nameField })

export const passkeyCreationSchema = z.object({
  ticket: z.string().describe("send it back with the passkey"),
  expiresAt: timeField,
  options: z
    .object({
      rp: z.object({ id: z.string().optional(), name: z.string() }),
      user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
      challenge: z.string(),
      pubKeyCredParams: z.array(z.object({ alg: z.number(), type: z.literal("public-key") })),
      timeout: z.number().optional(),
      excludeCredentials: z
        .array(z.object({ id: z.string(), type: z.string(), transports: transports.optional() }))
        .optional(),
      authenticatorSelection: z
        .object({
          residentKey: z.enum(["discouraged", "preferred", "required"]).optional(),
          requireResidentKey: z.boolean().optional(),
          userVerification: z.enum(["required", "preferred", "discouraged"]).optional(),
        })
        .optional(),
      attestation: z.enum(["none", "indirect", "direct", "enterprise"]).optional(),
    })
    .meta({ id: "PasskeyCreationOptions", description: "PublicKeyCredentialCreationOptionsJSON of WebAuthn" }),
})
