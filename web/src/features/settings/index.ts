export { FactorGate } from "./factors/factor-gate.tsx"
export { ConfirmIdentity } from "./identity/confirm-identity.tsx"
