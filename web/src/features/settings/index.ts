export { FactorGate } from "./factors/factor-gate.tsx"
